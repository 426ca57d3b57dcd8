//! Expressions of the ledger: names, numbers, `+ - * / ( )`, `sum( )`, `pct( , )`, `points( , )`, and
//! comparisons of two of them.
//!
//! A number is written as in prose, with the words that belong to it: `1.08 million`, `40 percent`.

use newsmark_lexer::{TextRange, TextSize};

use super::{Comparison, Definition, Expression, Function, Node, Operator, is_name, unreadable};

/// The most parts of one expression.
const MOST_PARTS: usize = 400;
/// The deepest nesting of parentheses and signs.
const DEEPEST: usize = 40;

const TOO_LONG: &str = "the expression is too long";
const TOO_DEEP: &str = "the expression is nested too deeply";

/// `= expression`
pub(super) fn definition(text: &str, range: TextRange) -> Definition {
    let inside = TextRange::new(range.start() + TextSize::of('='), range.end());
    let whole = |mut parser: Parser<'_>| {
        let expression = parser.sum()?;
        match parser.next {
            next if next < parser.parts.len() => Err(parser.surplus()),
            _ => Ok(Definition::Expression(expression)),
        }
    };
    let read = parts(text, inside).and_then(|parts| whole(Parser::new(text, &parts)));
    read.unwrap_or_else(|problem| unreadable(range, problem))
}

/// `expression <= expression`
pub(super) fn comparison(text: &str, range: TextRange) -> Definition {
    let whole = |mut parser: Parser<'_>| {
        let left = parser.sum()?;
        let comparison = match parser.take() {
            Some(Part { kind: PartKind::Comparison(comparison), .. }) => comparison,
            _ => return Err("a comparison needs one of `<`, `<=`, `=`, `>=`, `>`"),
        };
        let right = parser.sum()?;
        match parser.next {
            next if next < parser.parts.len() => Err(parser.surplus()),
            _ => Ok(Definition::Assertion { left, comparison, right, range }),
        }
    };
    let read = parts(text, range).and_then(|parts| whole(Parser::new(text, &parts)));
    read.unwrap_or_else(|problem| unreadable(range, problem))
}

#[derive(Clone, Copy)]
struct Part {
    kind: PartKind,
    range: TextRange,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Name,
    Number,
    Operator(Operator),
    Comparison(Comparison),
    Open,
    Close,
    Comma,
}

/// The parts of an expression, or what is wrong with it.
fn parts(text: &str, range: TextRange) -> Result<Vec<Part>, &'static str> {
    let words = &text[range];
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(first) = words[start..].chars().next() {
        if first.is_whitespace() {
            start += first.len_utf8();
            continue;
        }
        if parts.len() == MOST_PARTS {
            return Err(TOO_LONG);
        }
        let rest = &words[start..];
        let (kind, length) = part(rest, first)?;
        let place = range.start() + TextSize::new(start as u32);
        parts.push(Part { kind, range: TextRange::at(place, TextSize::new(length as u32)) });
        start += length;
    }
    Ok(parts)
}

fn part(rest: &str, first: char) -> Result<(PartKind, usize), &'static str> {
    let comparisons = [
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("==", Comparison::Equal),
        ("≤", Comparison::AtMost),
        ("≥", Comparison::AtLeast),
        ("<", Comparison::Less),
        (">", Comparison::More),
        ("=", Comparison::Equal),
    ];
    if let Some(&(sign, comparison)) = comparisons.iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Ok((PartKind::Comparison(comparison), sign.len()));
    }
    let kind = match first {
        '+' => PartKind::Operator(Operator::Plus),
        '-' | '−' | '–' => PartKind::Operator(Operator::Minus),
        '*' | '×' | '·' => PartKind::Operator(Operator::Times),
        '/' | '÷' => PartKind::Operator(Operator::Over),
        '(' => PartKind::Open,
        ')' => PartKind::Close,
        ',' => PartKind::Comma,
        'a'..='z' => return Ok((PartKind::Name, name(rest)?)),
        '0'..='9' | '.' | '$' | '€' | '£' | '¥' | '₹' => {
            return Ok((PartKind::Number, number(rest)));
        }
        _ => return Err("the expression has a character that means nothing in it"),
    };
    Ok((kind, first.len_utf8()))
}

/// The bytes of a name.
fn name(rest: &str) -> Result<usize, &'static str> {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    match is_name(&rest[..end]) {
        true => Ok(end),
        false => Err("a figure's name is small letters, digits and `_`"),
    }
}

/// The bytes of a number with the words that belong to it: digits with points and grouping commas, `%`,
/// then words of letters, up to a sign or the end.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = rest.chars().next().map_or(0, char::len_utf8);
    while let Some(&byte) = bytes.get(end) {
        let groups = |length: usize| {
            let group = bytes.get(end + 1..end + 1 + length);
            group.is_some_and(|group| group.iter().all(u8::is_ascii_digit))
        };
        let is_comma = byte == b',' && groups(3) && !groups(4);
        if !byte.is_ascii_digit() && byte != b'.' && byte != b'%' && !is_comma {
            break;
        }
        end += 1;
    }
    loop {
        let blanks = rest[end..].len() - rest[end..].trim_start().len();
        let word = &rest[end + blanks..];
        let letters = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let names = |c: char| c == '_' || c == '(' || c.is_ascii_digit();
        let is_name = word[letters..].starts_with(names);
        if letters == 0 || is_name {
            return end;
        }
        end += blanks + letters;
    }
}

/// Reads parts from the left; products bind more closely than sums.
struct Parser<'a> {
    text: &'a str,
    parts: &'a [Part],
    next: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, parts: &'a [Part]) -> Parser<'a> {
        Parser { text, parts, next: 0, depth: 0 }
    }

    fn peek(&self) -> Option<PartKind> {
        self.parts.get(self.next).map(|part| part.kind)
    }

    fn take(&mut self) -> Option<Part> {
        let part = self.parts.get(self.next).copied();
        self.next += 1;
        part
    }

    /// What is wrong with a part that nothing asked for.
    fn surplus(&self) -> &'static str {
        match self.peek() {
            Some(PartKind::Close) => "a closing parenthesis has no partner",
            Some(PartKind::Comparison(_)) => "a comparison belongs under `assert:`",
            _ => "an operator is missing",
        }
    }

    fn sum(&mut self) -> Result<Expression, &'static str> {
        self.binary(&[Operator::Plus, Operator::Minus], Parser::product)
    }

    fn product(&mut self) -> Result<Expression, &'static str> {
        self.binary(&[Operator::Times, Operator::Over], Parser::factor)
    }

    fn binary(
        &mut self,
        operators: &[Operator],
        side: fn(&mut Self) -> Result<Expression, &'static str>,
    ) -> Result<Expression, &'static str> {
        let mut left = side(self)?;
        while let Some(PartKind::Operator(operator)) = self.peek()
            && operators.contains(&operator)
        {
            self.next += 1;
            let right = side(self)?;
            let range = left.range.cover(right.range);
            let node = Node::Binary(operator, Box::new(left), Box::new(right));
            left = Expression { range, node };
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Expression, &'static str> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(TOO_DEEP);
        }
        let Some(part) = self.take() else { return Err("the expression ends too early") };
        let expression = match part.kind {
            PartKind::Number => Expression { range: part.range, node: Node::Number },
            PartKind::Name if self.peek() == Some(PartKind::Open) => self.call(part)?,
            PartKind::Name => Expression { range: part.range, node: Node::Name },
            PartKind::Operator(Operator::Minus) => {
                let inner = self.factor()?;
                let range = part.range.cover(inner.range);
                Expression { range, node: Node::Minus(Box::new(inner)) }
            }
            PartKind::Open => {
                let inner = self.sum()?;
                let close = self.close()?;
                Expression { range: part.range.cover(close), node: inner.node }
            }
            _ => return Err("a name or a number is missing"),
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn close(&mut self) -> Result<TextRange, &'static str> {
        match self.take() {
            Some(Part { kind: PartKind::Close, range }) => Ok(range),
            None => Err("a parenthesis is not closed"),
            _ => {
                self.next -= 1;
                Err(self.surplus())
            }
        }
    }

    fn call(&mut self, name: Part) -> Result<Expression, &'static str> {
        let function = match &self.text[name.range] {
            "sum" => Function::Sum,
            "pct" => Function::Pct,
            "points" => Function::Points,
            _ => return Err("the functions are `sum`, `pct` and `points`"),
        };
        self.next += 1;
        let mut arguments = vec![self.sum()?];
        while self.peek() == Some(PartKind::Comma) {
            self.next += 1;
            arguments.push(self.sum()?);
        }
        let close = self.close()?;
        if function != Function::Sum && arguments.len() != 2 {
            return Err("`pct` and `points` take two figures: the new one and the old one");
        }
        let range = name.range.cover(close);
        Ok(Expression { range, node: Node::Call(function, arguments) })
    }
}
