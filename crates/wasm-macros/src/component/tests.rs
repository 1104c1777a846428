use super::*;

#[test]
fn dump() {
    for entry in std::env::var("CASES").unwrap().split(',') {
        let text = std::fs::read_to_string(entry).unwrap();
        let item: syn::ItemMod = syn::parse_str(&text).unwrap();
        let (attrs, _) = (item.attrs.clone(), ());
        let args = attrs[0].meta.require_list().unwrap().tokens.clone();
        let mut item = item;
        item.attrs.remove(0);
        let module = match parse::parse(args, quote::quote!(#item)) {
            Ok(it) => it,
            Err(e) => {
                for e in e {
                    println!("{:?} {e}", e.span().start());
                }
                continue;
            }
        };
        let wit = wit::text(&module.component);
        println!("{wit}");
        let (mut resolve, world) = bindings::resolve("x.wit", &wit, None).unwrap();
        let file = bindings::generate(
            &mut resolve,
            world,
            wit_bindgen_rust::Opts { format: false, ..Default::default() },
        )
        .unwrap();
        println!("{}", prettyplease::unparse(&file));
    }
}
