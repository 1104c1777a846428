//! A Markdown document: its headings, its links with their lines, its text, and itself in HTML.

use std::collections::HashMap;
use std::sync::LazyLock;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};
use regex::Regex;
use url::Url;

/// An address in running text, up to white space or a character that rather belongs to the sentence.
static BARE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"\b(?:https?|ftp)://[^\s<>"'`)\]]*[^\s<>"'`)\].,;:!?]"#).unwrap());

pub struct Document<'a> {
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    /// Text outside code blocks, with the line each piece starts on.
    pub text: Vec<(usize, String)>,
    events: Vec<Event<'a>>,
}

pub struct Heading {
    pub level: u8,
    pub text: String,
    pub anchor: String,
}

pub struct Link {
    pub line: usize,
    pub kind: &'static str,
    pub text: String,
    pub target: String,
}

impl<'a> Document<'a> {
    /// Reads a document; in its HTML, relative links are made absolute when there is a base.
    pub fn parse(markdown: &'a str, base: Option<&Url>) -> Document<'a> {
        let mut document = Document { headings: Vec::new(), links: Vec::new(), text: Vec::new(), events: Vec::new() };
        let starts: Vec<usize> = std::iter::once(0).chain(markdown.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let line = |offset: usize| starts.partition_point(|&start| start <= offset);
        // A reference without a definition would silently become text; this way it is a link with nothing behind it.
        let broken = |link: BrokenLink<'_>| -> Option<(CowStr<'a>, CowStr<'a>)> {
            matches!(link.link_type, LinkType::Reference | LinkType::Collapsed).then(|| ("".into(), "".into()))
        };
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        let parser = Parser::new_with_broken_link_callback(markdown, options, Some(broken));
        let mut anchors: HashMap<String, usize> = HashMap::new();
        // Where the heading that is open began, and the links around the text that is being read.
        let mut heading = None;
        let mut open: Vec<usize> = Vec::new();
        let mut in_code = false;
        for (mut event, range) in parser.into_offset_iter() {
            match &mut event {
                Event::Start(Tag::Heading { level, .. }) => {
                    document.headings.push(Heading { level: *level as u8, text: String::new(), anchor: String::new() });
                    heading = Some(document.events.len());
                }
                Event::End(TagEnd::Heading(_)) => {
                    let last = document.headings.last_mut().expect("a heading that ends has begun");
                    last.anchor = anchor(&last.text, &mut anchors);
                    if let Some(Event::Start(Tag::Heading { id, .. })) = heading.take().map(|at| &mut document.events[at]) {
                        *id = Some(last.anchor.clone().into());
                    }
                }
                Event::Start(Tag::Link { dest_url, link_type, .. } | Tag::Image { dest_url, link_type, .. }) => {
                    let kind = match link_type {
                        LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => "undefined",
                        LinkType::Email => "email",
                        LinkType::Autolink => "address",
                        _ => "link",
                    };
                    open.push(document.links.len());
                    let target = if kind == "email" { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                    document.links.push(Link { line: line(range.start), kind, text: String::new(), target });
                    if let Some(absolute) = base.filter(|_| !dest_url.is_empty()).and_then(|base| base.join(dest_url).ok())
                        && !dest_url.starts_with('#')
                        && kind != "email"
                    {
                        *dest_url = absolute.to_string().into();
                    }
                }
                Event::End(TagEnd::Link | TagEnd::Image) => drop(open.pop()),
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(text) | Event::Code(text) if !in_code => {
                    for &link in &open {
                        document.links[link].text.push_str(text);
                    }
                    if heading.is_some() {
                        let heading = document.headings.last_mut().expect("there is an open one");
                        heading.text.push_str(text);
                    }
                    document.text.push((line(range.start), text.to_string()));
                    let bare = BARE.find_iter(text).filter(|_| open.is_empty());
                    document.links.extend(bare.map(|found| Link {
                        line: line(range.start),
                        kind: "bare",
                        text: String::new(),
                        target: found.as_str().to_owned(),
                    }));
                }
                _ => {}
            }
            document.events.push(event);
        }
        document
    }

    pub fn words(&self) -> usize {
        let words = |text: &str| text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        self.text.iter().map(|(_, text)| words(text)).sum()
    }

    pub fn html(&self) -> String {
        let mut out = String::new();
        html::push_html(&mut out, self.events.iter().cloned());
        out
    }
}

/// A heading's anchor as code hosting sites make it: lower case, dashes for spaces, a number behind what is taken.
fn anchor(text: &str, taken: &mut HashMap<String, usize>) -> String {
    static DROPPED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc} -]").unwrap());
    let lower = text.to_lowercase();
    let plain = DROPPED.replace_all(lower.trim(), "").replace(' ', "-");
    let count = taken.entry(plain.clone()).or_default();
    *count += 1;
    if *count == 1 { plain } else { format!("{plain}-{}", *count - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique_and_plain() {
        let mut taken = HashMap::new();
        assert_eq!(anchor("What's New, Größe?", &mut taken), "whats-new-größe");
        assert_eq!(anchor("What's New, Größe!", &mut taken), "whats-new-größe-1");
    }

    #[test]
    fn links_of_every_kind_are_found() {
        let text = "see [a](b.html), <https://c.example>,\nhttps://d.example/x. and [e][f]\n\n    https://code.example\n";
        let base = Url::parse("https://example.org/dir/").unwrap();
        let document = Document::parse(text, Some(&base));
        let links: Vec<_> = document.links.iter().map(|l| (l.line, l.kind, l.target.as_str())).collect();
        assert_eq!(
            links,
            [
                (1, "link", "b.html"),
                (1, "address", "https://c.example"),
                (2, "bare", "https://d.example/x"),
                (2, "undefined", "")
            ]
        );
        assert!(document.html().contains("href=\"https://example.org/dir/b.html\""));
    }
}
