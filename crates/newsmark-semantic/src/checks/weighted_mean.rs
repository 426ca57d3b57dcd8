//! `weighted-mean`: a value for all that lies outside those of the groups that make up all.

use crate::check::{Report, Severity, check};
use crate::facts::Facts;
use crate::facts::group_mean::GroupMean;
use crate::facts::{Article, Figure};

check! {
    /// An overall value that is above, or below, both of its groups.
    ///
    /// When 65 percent of women and 63 percent of men do something, 67 percent of all cannot. Only groups
    /// that leave nobody out are looked at: men and women, rural and urban, boys and girls.
    ///
    /// # Reported
    ///
    /// ```news
    /// Turnout was 64 percent among women and 61 percent among men, and 58 percent overall.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Turnout was 64 percent among women and 61 percent among men, and 62 percent overall.
    /// ```
    pub(super) WEIGHTED_MEAN {
        code: "weighted-mean",
        severity: Severity::Warning,
        article: weighted_mean,
    }
}

fn weighted_mean(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for mean in &article.group_means {
        let overall = article.figure(mean.overall);
        let groups = mean.groups.map(|id| article.figure(id));
        if !is_outside(article, mean, overall) {
            continue;
        }
        let [a, b] = groups.map(|group| facts.words(group.range));
        let message = format!(
            "{} for all is not between {a} and {b} for the two groups",
            facts.words(overall.range),
        );
        let remark = report.at(overall.range, message);
        groups.into_iter().fold(remark, |remark, group| remark.related(group.range, "a group"));
    }
}

fn is_outside(article: &Article, mean: &GroupMean, overall: &Figure) -> bool {
    let [a, b] = mean.groups.map(|id| article.figure(id).loose());
    !overall.loose().overlaps(&a.hull(&b))
}
