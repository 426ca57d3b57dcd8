//! `newsmark explain` and `newsmark facts` from the outside.

use crate::support::Folder;

#[test]
fn every_rule_has_a_page_and_a_line_in_the_list() {
    let folder = Folder::new("explain");
    let list = folder.run(&["explain"]);
    assert_eq!(list.code, 0);
    for check in newsmark_semantic::checks::all() {
        let line = list.stdout.lines().find(|line| line.starts_with(&format!("{} ", check.code)));
        let line = line.expect(check.code);
        assert!(line.contains(check.severity.word()), "{line}");
        let page = folder.run(&["explain", check.code]);
        assert_eq!(page.code, 0);
        assert!(page.stdout.starts_with(&format!(
            "{} ({})\n\n",
            check.code,
            check.severity.word()
        )));
        assert!(page.stdout.contains("\nReported\n"), "{}", page.stdout);
    }
}

#[test]
fn a_mistyped_rule_gets_a_suggestion() {
    let folder = Folder::new("mistyped");
    let run = folder.run(&["explain", "weekday-dates"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "error: there is no rule \"weekday-dates\"; did you mean weekday-date?\n"
    );
    let run = folder.run(&["explain", "spelling"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "error: there is no rule \"spelling\"; `newsmark explain` lists them all\n"
    );
}

#[test]
fn facts_align_and_leave_out_what_nobody_said() {
    let folder = Folder::new("facts");
    folder.write("a.news", "# Ferries carry 1.2 million riders\n\nThe fare rose 3 percent.\n");
    let run = folder.run(&["facts", "a.news"]);
    assert_eq!(run.code, 0);
    let expected = expect_test::expect![[r#"
        a.news
        Ferries carry 1.2 million riders

        Figures
          line  figure           value  the words allow         of what         role      remarks
             1  1.2 million  1,200,000  1,150,000 to 1,250,000  riders          level     headline
             3  3 percent            3  2.5 to 3.5              percent · fare  change ↑

    "#]];
    expected.assert_eq(&run.stdout);
    let run = folder.run(&["facts", "a.news", "--format", "json"]);
    assert!(
        run.stdout.starts_with("{\"path\":\"a.news\",\"articles\":[{\"headline\":{\"start\":2,")
    );
    let run = folder.run_with(&["facts", "-"], "# Fares rise\n\nThe council met.\n");
    assert!(run.stdout.contains("nothing was found"), "{}", run.stdout);
}

#[test]
fn pairs_say_why_figures_are_compared_or_not() {
    let folder = Folder::new("pairs");
    folder.write(
        "a.news",
        "# Port counts 412 fishing boats\n\nThe office counted 412 fishing boats in Gull Quay.\n\n\
         The 421 fishing boats in Saltmarsh are older. A profit of 1.1 million euros was made.\n",
    );
    let run = folder.run(&["facts", "--pairs", "a.news"]);
    assert_eq!(run.code, 0, "{run:#?}");
    expect_test::expect![[r#"
        a.news
        Port counts 412 fishing boats

          412 fishing boats (line 1) = 412 fishing boats (line 3)
              one thing, and the numbers agree
          412 fishing boats (line 1) ≠ 421 fishing boats (line 5)
              one thing, and both numbers cannot be right
          412 fishing boats (line 3) | 421 fishing boats (line 5)
              different places: Gull Quay and Saltmarsh

    "#]]
    .assert_eq(&run.stdout);
    let run = folder.run(&["facts", "--pairs", "--format", "json", "a.news"]);
    let last = "\"verdict\":\"apart\",\"numbers\":null,\"reasons\":[\"place\"],\
                \"message\":\"different places: Gull Quay and Saltmarsh\"}]}\n";
    assert!(run.stdout.ends_with(last), "{run:#?}");
    let run = folder.run_with(&["facts", "--pairs", "-"], "# Fares rise\n\nThe council met.\n");
    assert!(run.stdout.contains("no two figures are alike enough"), "{run:#?}");
}
