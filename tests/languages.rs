//! One handbook in several languages: whose words stand where, what is old, and what nobody has translated.

use crate::common::Folder;
use gobag::handbook::Handbook;
use gobag::handbook::translation::{Standing, parts};

const ENGLISH: &str = "+++\ntitle = \"Hold\"\nsummary = \"Stay in your room.\"\naction = \"hold\"\ntrigger = \"The halls must be clear.\"\n\
    announcement = \"Hold. Stay in your room.\"\nall_clear = \"All clear.\"\naudience = \"public\"\n+++\n## During\n\n\
    1. @teacher within 30s: Close the door.\n2. @teacher: Count the class.\n\n## What families hear\n\nWe write the same day.\n\n\
    ## For the office {audience=staff}\n\nThe east wing is canaryeast.\n";

/// A Spanish translation with these codes.
fn spanish(codes: &str) -> String {
    format!(
        "+++\ntitle = \"Permanecer en el aula\"\nsummary = \"Quédese en su salón.\"\ntrigger = \"Los pasillos deben estar libres.\"\n\
         announcement = \"Permanezcan en su salón.\"\nall_clear = \"Fin de la alerta.\"\n{codes}+++\n## Durante {{#during}}\n\n\
         1. @teacher within 30s: Cierre la puerta.\n2. @teacher: Cuente a la clase.\n\n## Lo que se dice a las familias {{#what-families-hear}}\n\n\
         Escribimos el mismo día.\n\n## Para la oficina {{#for-the-office audience=staff}}\n\nEl ala este es canaryeste.\n"
    )
}

/// What the handbook says of itself. Whether its one procedure is a good one is a matter for others.
fn handbook(languages: &str) -> String {
    format!(
        "title = \"Handbook\"\npublisher = \"School\"\nurl = \"https://handbook.example.org/\"\nlanguages = [{languages}]\n[rules]\n\
         procedures = \"off\"\nrelease = \"off\"\n"
    )
}

fn base() -> Folder {
    Folder::small().file("handbook.toml", &handbook("\"en\", \"es\"")).file("procedures/hold.md", ENGLISH).file(
        "pages/only-english.md",
        "+++\ntitle = \"Only English\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nPlain words.\n",
    )
}

/// The codes of a translation that is up to date.
fn fresh(folder: &Folder) -> String {
    let handbook = Handbook::read(&folder.sources()).value;
    let original = handbook.document("hold", None).expect("it is there");
    let language = &handbook.config.languages[1].value;
    let translation = handbook.translation(original, language).expect("it is translated");
    let codes =
        parts(original, &translation.written).into_iter().map(|part| format!("{} = \"{}\"\n", part.key, part.now));
    format!("\n[translates]\n{}", codes.collect::<String>())
}

/// The folder with a translation that is up to date.
fn translated() -> Folder {
    let folder = base().file("procedures/hold.es.md", &spanish(""));
    let codes = fresh(&folder);
    folder.file("procedures/hold.es.md", &spanish(&codes))
}

#[test]
fn a_translation_stands_in_its_languages_folder_in_its_own_words_with_the_originals_meaning() {
    let page = translated().page("es/procedures/hold.html");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"es\" dir=\"ltr\""), "{}", &page[..200]);
    assert!(page.contains("Cierre la puerta.") && !page.contains("Close the door."));
    assert!(page.contains("phase phase-during") && page.contains("data-within=\"30\""));
    assert!(page.contains("Dígalo dos veces"), "the theme speaks Spanish too");
    assert!(page.contains("en menos de </span>30 segundos"));
}

#[test]
fn a_one_language_handbook_has_no_trace_of_languages() {
    let folder = base().file("handbook.toml", &handbook("\"en\""));
    let page = folder.page("procedures/hold.html");
    assert!(!page.contains("tongues") && !page.contains("hreflang"));
    let made = folder.compile().artifacts.expect("it builds");
    assert!(made.get("es/index.html").is_none() && made.get("languages.html").is_none());
}

#[test]
fn what_nobody_has_translated_is_shown_as_it_is_and_says_its_language() {
    let page = translated().page("es/pages/only-english.html");
    assert!(page.contains("<html lang=\"es\""));
    let main = &page[page.find("<main").expect("every page has a main part")..];
    assert!(
        main.starts_with(
            "<main class=\"main sheet action-none\" id=\"main_\" tabindex=\"-1\" lang=\"en\" dir=\"ltr\">"
        ),
        "{}",
        &main[..200]
    );
    assert!(main.contains("About this page"), "the theme's words in it are in its language");
    assert!(main.contains("lang=\"es\" dir=\"ltr\">Esta página todavía no está en español."));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://handbook.example.org/pages/only-english.html\">"));
}

#[test]
fn every_page_leads_to_itself_in_the_other_languages() {
    let page = translated().page("procedures/hold.html");
    assert!(page.contains("<a href=\"../es/procedures/hold.html\" lang=\"es\" dir=\"ltr\" hreflang=\"es\" data-language=\"es\">Español</a>"));
    assert!(page.contains(
        "<link rel=\"alternate\" hreflang=\"es\" href=\"https://handbook.example.org/es/procedures/hold.html\">"
    ));
    let untranslated = translated().page("pages/only-english.html");
    assert!(untranslated.contains("../es/pages/only-english.html\" lang=\"es\""));
    assert!(
        !untranslated.contains("rel=\"alternate\" hreflang=\"es\""),
        "search engines are not led to an English page"
    );
}

#[test]
fn the_sitemap_lists_translations_and_no_copies_of_originals() {
    let made = translated().compile().artifacts.expect("it builds");
    let map = String::from_utf8(made.get("sitemap.xml").expect("the address is known").to_vec()).expect("it is text");
    assert!(map.contains("/es/procedures/hold.html") && !map.contains("/es/pages/only-english.html"));
}

#[test]
fn a_translation_without_its_codes_is_told_once_and_its_steps_show_the_original() {
    let folder = base().file("procedures/hold.es.md", &spanish(""));
    assert_eq!(folder.findings_of("stale-translation").len(), 1);
    assert!(folder.page("es/procedures/hold.html").contains("Close the door."));
}

#[test]
fn a_stale_step_shows_what_the_original_says_now_and_a_stale_paragraph_the_way_to_it() {
    let folder = translated().file(
        "procedures/hold.md",
        &ENGLISH.replace("Close the door.", "Lock the door.").replace("the same day", "within an hour"),
    );
    let found = folder.findings_of("stale-translation");
    assert_eq!(found.len(), 2, "{found:?}");
    let page = folder.page("es/procedures/hold.html");
    let step = page.find("Cierre la puerta.").expect("the translation stays");
    let now = page[step..].find("Lock the door.").expect("the original stands beside it");
    assert!(page[step..step + now].contains("lang=\"en\" dir=\"ltr\""));
    assert!(page.contains("Esta parte es anterior al texto en inglés. <a href=\"../../procedures/hold.html#what-families-hear\" hreflang=\"en\">"));
    assert_eq!(page.matches("<li class=\"step\"").count(), 2, "what stands beside a step cannot be ticked");
}

#[test]
fn other_lines_and_braces_make_no_translation_old() {
    let folder = translated().file(
        "procedures/hold.md",
        &ENGLISH
            .replace("## During\n", "## During {phase=during}\n")
            .replace("We write the same day.", "We write\nthe same day."),
    );
    assert_eq!(folder.findings_of("stale-translation"), Vec::<String>::new());
}

#[test]
fn steps_that_do_not_match_one_for_one_show_the_whole_original_below() {
    let folder = translated().file(
        "procedures/hold.md",
        &ENGLISH.replace("Count the class.\n", "Count the class.\n3. @teacher: Go on teaching.\n"),
    );
    let page = folder.page("es/procedures/hold.html");
    let last = page.find("Cuente a la clase.").expect("the translation stays");
    assert!(page[last..].contains("Go on teaching."));
}

#[test]
fn a_section_that_is_not_translated_is_shown_in_the_originals_language() {
    let short = spanish("")
        .replace("## Lo que se dice a las familias {#what-families-hear}\n\nEscribimos el mismo día.\n\n", "");
    let folder = base().file("procedures/hold.es.md", &short);
    let page = folder.page("es/procedures/hold.html");
    assert!(page.contains("id=\"what-families-hear\" lang=\"en\" dir=\"ltr\""));
    assert_eq!(folder.findings_of("incomplete-translation").len(), 1);
}

#[test]
fn a_section_under_an_id_of_its_own_is_an_error_and_shown_to_nobody() {
    let folder = translated().file("procedures/hold.es.md", &spanish("").replace("{#during}", ""));
    assert!(folder.findings_of("incomplete-translation").iter().any(|found| found.contains("Durante")));
    assert!(folder.compile().artifacts.is_none());
}

#[test]
fn a_translation_shows_a_reader_no_more_than_the_original() {
    let folder = translated();
    let public = folder.compile().artifacts.expect("it builds");
    for (path, bytes) in public.iter() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("canaryeste") && !text.contains("canaryeast"), "{path}");
    }
    assert!(folder.audience("staff").page("es/procedures/hold.html").contains("canaryeste"));
}

#[test]
fn a_translator_may_narrow_a_section_and_never_widen_it() {
    let wide = spanish("").replace(" audience=staff}", "}");
    let narrow = spanish("").replace("{#what-families-hear}", "{#what-families-hear audience=staff}");
    let page = |text: &str| base().file("procedures/hold.es.md", text).page("es/procedures/hold.html");
    assert!(!page(&wide).contains("canaryeste"));
    assert!(!page(&narrow).contains("Escribimos el mismo día."));
}

#[test]
fn registers_have_words_in_a_file_beside_them() {
    let folder = translated()
        .file("roles.es.toml", "[[role]]\nid = \"teacher\"\ntitle = \"Docente\"\n")
        .file("handbook.es.toml", "title = \"Manual\"\nsummary = \"Qué hacer.\"\n");
    let page = folder.page("es/procedures/hold.html");
    assert!(page.contains("Docente") && page.contains("· Manual</title>"));
    assert!(folder.page("procedures/hold.html").contains("· Handbook</title>"));
    let lost = folder.file("roles.es.toml", "[[role]]\nid = \"techer\"\ntitle = \"Docente\"\n");
    assert_eq!(lost.findings_of("unresolved-reference").len(), 1);
    let unknown = translated().file("roles.fr.toml", "[[role]]\nid = \"teacher\"\ntitle = \"Enseignant\"\n");
    assert_eq!(unknown.findings_of("invalid-value"), ["invalid-value roles.fr.toml"]);
}

#[test]
fn a_role_that_has_a_name_in_a_language_has_its_steps_in_it_and_what_is_left_says_its_language() {
    let role = "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"A teacher\"\nalternates = [\"Another\", \"A third\"]\nfirst_five = [\"Stop.\"]\nduring = [\"Stay.\"]\n";
    let words = "[[role]]\nid = \"teacher\"\ntitle = \"Docente\"\nduring = [\"Quédese.\"]\n";
    let folder = translated()
        .file("roles.toml", role)
        .file("roles.es.toml", words)
        .file("procedures/gas.md", &ENGLISH.replace("Hold", "Gas").replace("Close the door.", "Smell the air."));
    let page = folder.audience("staff").page("es/roles/teacher.html");
    assert!(page.contains("Cierre la puerta.") && !page.contains("Close the door."));
    assert!(page.contains("<ol class=\"first-steps\" lang=\"en\" dir=\"ltr\">") && page.contains("<li>Quédese.</li>"));
    let foreign = page.find("id=\"mine_gas\" lang=\"en\" dir=\"ltr\"").expect("the document is in English");
    assert!(page[foreign..].contains("Smell the air.") && page[foreign..].contains("within </span>30 seconds"));
}

#[test]
fn what_nobody_has_translated_is_found_by_the_words_that_its_page_shows() {
    let folder = translated().file("roles.es.toml", "[[role]]\nid = \"teacher\"\ntitle = \"Docente\"\n").file(
        "procedures/gas.md",
        &ENGLISH.replace("Hold", "Gas").replace("Close the door.", "Ask the [[role:teacher]]."),
    );
    let page = folder.page("es/procedures/gas.html");
    assert!(page.contains(">teacher</a>.") || page.contains("Ask the teacher."), "{page}");
    let artifacts = folder.compile().artifacts.expect("nothing is wrong");
    let texts = artifacts.iter().filter(|(path, _)| path.starts_with("search/"));
    let texts: String = texts.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(texts.contains("Ask the teacher.") && !texts.contains("Ask the docente."), "{texts}");
}

#[test]
fn a_device_knows_a_handbook_by_one_name_in_every_language() {
    let folder = translated().file("handbook.es.toml", "title = \"Manual\"\n");
    let site = |path: &str| {
        let page = folder.page(path);
        let at = page.find("data-site=\"").expect("every page says it") + 11;
        page[at..at + 8].to_owned()
    };
    assert_eq!(site("index.html"), site("es/index.html"));
}

#[test]
fn lists_are_in_the_order_of_their_language() {
    let mut folder = translated();
    for (name, title) in
        [("n", "Noche"), ("ny", "Ñandú"), ("o", "Óptica"), ("oa", "Oasis"), ("ch", "Chico"), ("c", "Cuna")]
    {
        let page =
            |title: &str| format!("+++\ntitle = \"{title}\"\nsummary = \"S.\"\naudience = \"public\"\n+++\nWords.\n");
        folder =
            folder.file(&format!("pages/{name}.md"), &page(name)).file(&format!("pages/{name}.es.md"), &page(title));
    }
    let page = folder.page("es/a-z.html");
    let page = &page[page.find("<main").expect("every page has a main part")..];
    let places: Vec<usize> = ["Chico", "Cuna", "Noche", "Ñandú", "Oasis", "Óptica"]
        .into_iter()
        .map(|title| page.find(&format!(">{title}<")).unwrap_or_else(|| panic!("{title} is listed")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains("<h2>Ñ</h2>") && !page.contains("<h2>Ó</h2>"));
}

#[test]
fn a_language_from_right_to_left_is_one_throughout() {
    let arabic = "+++\ntitle = \"البقاء في الغرف\"\nsummary = \"ابقَ في غرفتك.\"\ntrigger = \"الممرات خالية.\"\nannouncement = \"ابقوا.\"\nall_clear = \"انتهى.\"\n+++\n## أثناء {#during phase=during}\n\n1. @teacher within 30s: أغلق الباب.\n2. @teacher: عُدّ الصف.\n";
    let folder = base().file("handbook.toml", &handbook("\"en\", \"ar\"")).file("procedures/hold.ar.md", arabic);
    let page = folder.page("ar/procedures/hold.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\"") && page.contains("قلها مرتين"));
    let english = folder.page("ar/pages/only-english.html");
    assert!(
        english
            .contains("<main class=\"main sheet action-none\" id=\"main_\" tabindex=\"-1\" lang=\"en\" dir=\"ltr\">")
    );
}

#[test]
fn a_language_that_the_theme_does_not_speak_has_english_words_around_its_own() {
    let folder = base()
        .file("handbook.toml", &handbook("\"en\", \"hmn\""))
        .file("pages/only-english.hmn.md", "+++\ntitle = \"Nplooj\"\nsummary = \"Ib nplooj.\"\n+++\nLus.\n");
    let page = folder.page("hmn/pages/only-english.html");
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\" data-language=\"hmn\""));
    assert!(page.contains("tabindex=\"-1\" lang=\"hmn\" dir=\"ltr\">"));
}

#[test]
fn the_page_about_translations_says_what_is_current_old_and_missing() {
    let folder = translated();
    let page = folder.page("languages.html");
    assert!(page.contains("1 of 2 pages are whole and current.") && page.contains("Not translated"), "{page}");
    let old = folder.file("procedures/hold.md", &ENGLISH.replace("Close the door.", "Lock the door."));
    assert!(old.page("languages.html").contains("1 of 3 parts are older than the original"));
}

#[test]
fn a_released_translation_has_its_own_code_and_an_english_page_keeps_its_own() {
    let handbook = Handbook::read(&translated().sources()).value;
    let now = gobag::edition::release::snapshot(&handbook, true);
    let codes = |id: &str| {
        let (_, codes) = now.documents.iter().find(|(known, _)| known.as_str() == id).expect("it is there");
        codes.readers.keys().cloned().collect::<Vec<String>>()
    };
    assert!(codes("hold").contains(&"public@es".to_owned()));
    assert!(codes("only-english").iter().all(|reader| !reader.contains('@')));
}

#[test]
fn a_part_knows_how_it_stands_to_its_original() {
    let folder = translated().file("procedures/hold.md", &ENGLISH.replace("Close the door.", "Lock the door."));
    let handbook = Handbook::read(&folder.sources()).value;
    let original = handbook.document("hold", None).expect("it is there");
    let translation = handbook.translation(original, &handbook.config.languages[1].value).expect("it is translated");
    let standings: Vec<Standing> = parts(original, &translation.written).iter().map(|part| part.standing).collect();
    assert_eq!(standings, [Standing::Current, Standing::Behind, Standing::Current, Standing::Current]);
}
