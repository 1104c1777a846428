//! `wasm::wit!`: bindings for a world that is written in WIT, there or in files.

use std::path::PathBuf;

use proc_macro2::{Delimiter, Ident, LineColumn, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Path, Token, bracketed};
use wit_bindgen_rust::{Opts, WithOption};
use wit_parser::{Resolve, WorldId};

use super::bindings;
use super::types::Errors;
use super::unify::unify;

const SETTINGS: &str = "`wit!` takes WIT itself, or settings: `path`, `inline`, `world`, `derive`, `export`, `with`, `features`";

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let result = Wit::parse(input).and_then(|wit| wit.expand());
    result.unwrap_or_else(|error| error.to_compile_error())
}

/// What the macro was given.
struct Wit {
    source: Source,
    settings: Settings,
}

/// Where the WIT is.
enum Source {
    /// A file, or a folder with `deps`, from the package's folder on.
    Path(LitStr),
    /// In a literal.
    Literal(LitStr),
    /// Between the macro's braces.
    Tokens(TokenStream),
}

#[derive(Default)]
struct Settings {
    world: Option<LitStr>,
    derive: Vec<Path>,
    export: Option<Ident>,
    with: Vec<(LitStr, Path)>,
    features: Option<Vec<LitStr>>,
}

impl Wit {
    fn parse(input: TokenStream) -> syn::Result<Self> {
        // WIT has no `name =` at its beginning.
        let mut tokens = input.clone().into_iter();
        let is_setting = matches!(
            (tokens.next(), tokens.next()),
            (Some(TokenTree::Ident(_)), Some(TokenTree::Punct(punct))) if punct.as_char() == '='
        );
        if !is_setting && !input.is_empty() {
            return Ok(Wit {
                source: Source::Tokens(input),
                settings: Settings::default(),
            });
        }
        let settings =
            syn::parse::Parser::parse2(Punctuated::<Setting, Token![,]>::parse_terminated, input)?;
        let mut errors = Errors::default();
        let (mut source, mut it) = (None, Settings::default());
        for setting in settings {
            match setting {
                Setting::Path(path) => errors.once(&mut source, Source::Path(path.clone()), &path),
                Setting::Inline(text) => {
                    errors.once(&mut source, Source::Literal(text.clone()), &text);
                }
                Setting::World(world) => errors.once(&mut it.world, world.clone(), &world),
                Setting::Export(ty) => errors.once(&mut it.export, ty.clone(), &ty),
                Setting::Derive(paths) => it.derive.extend(paths),
                Setting::With(pairs) => it.with.extend(pairs),
                Setting::Features(names) => it.features.get_or_insert_default().extend(names),
            }
        }
        // As cargo's own tools look for it.
        let source = source.unwrap_or_else(|| Source::Path(LitStr::new("wit", Span::call_site())));
        errors.finish(Wit {
            source,
            settings: it,
        })
    }

    fn expand(self) -> syn::Result<TokenStream> {
        let (mut resolve, world, files) = self.resolve()?;
        let settings = &self.settings;
        let with = settings.with.iter().map(|(name, path)| {
            let path = path.to_token_stream().to_string().replace(' ', "");
            (name.value(), WithOption::Path(path))
        });
        let derives = settings.derive.iter();
        let opts = Opts {
            additional_derive_attributes: derives
                .map(|path| path.to_token_stream().to_string())
                .collect(),
            with: with.collect(),
            ..Opts::default()
        };
        let file = bindings::generate(&mut resolve, world, opts);
        let mut file = file.map_err(|error| Error::new(self.span(), format!("{error:#}")))?;
        unify(&mut file, &resolve, world);
        let export = settings.export.as_ref().map(|ty| quote!(export!(#ty);));
        // rustc reads them, so that cargo knows what the expansion depends on.
        let files = files.iter().map(|file| file.to_string_lossy().into_owned());
        Ok(quote! {
            #file
            #export
            #(const _: &[u8] = ::core::include_bytes!(#files);)*
        })
    }

    /// What is wrong with the whole points here.
    fn span(&self) -> Span {
        match (&self.settings.world, &self.source) {
            (Some(world), _) => world.span(),
            (None, Source::Path(path)) => path.span(),
            (None, Source::Literal(text)) => text.span(),
            (None, Source::Tokens(_)) => Span::call_site(),
        }
    }

    fn resolve(&self) -> syn::Result<(Resolve, WorldId, Vec<PathBuf>)> {
        let mut resolve = Resolve::default();
        match &self.settings.features {
            Some(names) => {
                resolve.features.extend(names.iter().map(LitStr::value));
            }
            None => resolve.all_features = true,
        }
        let mut files = Vec::new();
        let package = match &self.source {
            Source::Path(path) => {
                let root = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
                let whole = PathBuf::from(root).join(path.value());
                let pushed = resolve.push_path(&whole);
                let (package, sources) = pushed
                    .map_err(|error| Error::new(path.span(), resolve.render_error(&error)))?;
                files.extend(sources.paths().map(PathBuf::from));
                package
            }
            Source::Literal(text) => {
                let pushed = resolve.push_source("inline", &text.value());
                pushed.map_err(|error| Error::new(text.span(), resolve.render_error(&error)))?
            }
            Source::Tokens(tokens) => {
                let text = text(tokens)?;
                let pushed = resolve.push_source("wit!", &text);
                pushed.map_err(|error| point(tokens, &resolve.render_error(&error)))?
            }
        };
        let name = self.settings.world.as_ref().map(LitStr::value);
        let world = bindings::select(&resolve, package, name.as_deref());
        let world = world.map_err(|error| Error::new(self.span(), format!("{error:#}")))?;
        Ok((resolve, world, files))
    }
}

impl Errors {
    /// Fills a slot that was empty.
    fn once<T>(&mut self, slot: &mut Option<T>, value: T, tokens: &impl ToTokens) {
        if slot.replace(value).is_some() {
            let error = "this is there twice (`path` and `inline` are two ways to say the same)";
            self.add(Error::new_spanned(tokens, error));
        }
    }
}

/// `name = value`.
enum Setting {
    Path(LitStr),
    Inline(LitStr),
    World(LitStr),
    Derive(Vec<Path>),
    Export(Ident),
    With(Vec<(LitStr, Path)>),
    Features(Vec<LitStr>),
}

impl Parse for Setting {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        match &name.to_string()[..] {
            "path" => input.parse().map(Setting::Path),
            "inline" => input.parse().map(Setting::Inline),
            "world" => input.parse().map(Setting::World),
            "derive" => list(input).map(Setting::Derive),
            "export" => input.parse().map(Setting::Export),
            "features" => list(input).map(Setting::Features),
            "with" => {
                let content;
                syn::braced!(content in input);
                let pair = |input: ParseStream<'_>| {
                    let name = input.parse()?;
                    input.parse::<Token![=]>()?;
                    Ok((name, input.parse()?))
                };
                let pairs = content.parse_terminated(pair, Token![,])?;
                Ok(Setting::With(pairs.into_iter().collect()))
            }
            _ => Err(Error::new(
                name.span(),
                format!("unknown setting; {SETTINGS}"),
            )),
        }
    }
}

fn list<T: Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let content;
    bracketed!(content in input);
    Ok(content
        .parse_terminated(T::parse, Token![,])?
        .into_iter()
        .collect())
}

/// The text of tokens as it stands in its file, each at its line and column.
fn text(tokens: &TokenStream) -> syn::Result<String> {
    let mut text = String::new();
    let mut at = LineColumn { line: 1, column: 0 };
    write(tokens.clone(), &mut text, &mut at)?;
    Ok(text)
}

fn write(tokens: TokenStream, text: &mut String, at: &mut LineColumn) -> syn::Result<()> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        // `/// docs` has become `#[doc = " docs"]`.
        if let (TokenTree::Punct(punct), Some(TokenTree::Group(group))) = (&token, tokens.peek())
            && punct.as_char() == '#'
            && let Some(docs) = doc(group.stream())
        {
            go(punct.span().start(), text, at);
            tokens.next();
            for (i, line) in docs.lines().enumerate() {
                if i > 0 {
                    text.push('\n');
                    at.line += 1;
                }
                text.push_str("///");
                text.push_str(line);
            }
            text.push('\n');
            *at = LineColumn {
                line: at.line + 1,
                column: 0,
            };
            continue;
        }
        match &token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                put(open, group.span_open().start(), text, at);
                write(group.stream(), text, at)?;
                put(close, group.span_close().start(), text, at);
            }
            token => {
                let span = token.span();
                let source = span.source_text().unwrap_or_else(|| token.to_string());
                put(&source, span.start(), text, at);
            }
        }
    }
    Ok(())
}

/// The text of a doc comment.
fn doc(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter();
    match (tokens.next()?, tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text))
            if name == "doc" =>
        {
            syn::parse2::<LitStr>(text.into_token_stream())
                .ok()
                .map(|text| text.value())
        }
        _ => None,
    }
}

fn put(token: &str, start: LineColumn, text: &mut String, at: &mut LineColumn) {
    go(start, text, at);
    text.push_str(token);
    at.column += token.chars().count();
}

/// Fills up with line ends and spaces.
fn go(to: LineColumn, text: &mut String, at: &mut LineColumn) {
    while at.line < to.line {
        text.push('\n');
        *at = LineColumn {
            line: at.line + 1,
            column: 0,
        };
    }
    while at.column < to.column {
        text.push(' ');
        at.column += 1;
    }
}

/// The error at the token that it is about: `wit!:LINE:COLUMN` is where that is.
fn point(tokens: &TokenStream, rendered: &str) -> Error {
    let message = rendered.lines().next().unwrap_or(rendered);
    let place = rendered.split_once("wit!:").and_then(|(_, place)| {
        let mut numbers = place.split(|c: char| !c.is_ascii_digit());
        let (line, column) = (
            numbers.next()?.parse().ok()?,
            numbers.next()?.parse::<usize>().ok()?,
        );
        Some(LineColumn {
            line,
            column: column.saturating_sub(1),
        })
    });
    let token = place.and_then(|place| token_at(tokens.clone(), place));
    Error::new(token.unwrap_or_else(Span::call_site), message)
}

/// The last token that begins at the place or before.
fn token_at(tokens: TokenStream, place: LineColumn) -> Option<Span> {
    let mut found = None;
    for token in tokens {
        if token.span().start() > place {
            break;
        }
        found = Some(token.span());
        if let TokenTree::Group(group) = &token {
            found = token_at(group.stream(), place).or(Some(group.span_open()));
            if group.span_close().start() <= place {
                found = Some(group.span_close());
            }
        }
    }
    found
}
