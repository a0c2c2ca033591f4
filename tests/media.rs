//! Media as they are published: without what they say of their makers, and otherwise byte for byte.

use crate::common::Folder;
use gobag::handbook::metadata::{self, Cleaned, Trace};
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

/// A file whose name says nothing.
fn clean(bytes: &[u8]) -> Cleaned {
    metadata::clean("", bytes)
}

/// EXIF as a phone writes it, little-endian: which way is up, who, the camera's number, the place.
fn exif(orientation: u8) -> Vec<u8> {
    // The main directory has 4 entries at 8, EXIF's has 1 at 62, GPS's has 4 at 80; values follow at 134.
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    let entry = |bytes: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: u32| {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    };
    bytes.extend(4u16.to_le_bytes());
    entry(&mut bytes, 274, 3, 1, u32::from(orientation));
    entry(&mut bytes, 315, 2, 11, 134);
    entry(&mut bytes, 34665, 4, 1, 62);
    entry(&mut bytes, 34853, 4, 1, 80);
    bytes.extend([0; 4]);
    bytes.extend(1u16.to_le_bytes());
    entry(&mut bytes, 42033, 2, 9, 146);
    bytes.extend([0; 4]);
    bytes.extend(4u16.to_le_bytes());
    entry(&mut bytes, 1, 2, 2, u32::from(b'N'));
    entry(&mut bytes, 2, 5, 3, 156);
    entry(&mut bytes, 3, 2, 2, u32::from(b'W'));
    entry(&mut bytes, 4, 5, 3, 180);
    bytes.extend([0; 4]);
    assert_eq!(bytes.len(), 134);
    bytes.extend(b"Maya Lopez\0\0SN-48291\0\0");
    for number in [43u32, 1, 12, 1, 30, 1, 86, 1, 15, 1, 0, 1] {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}

/// EXIF that only says which way is up.
fn upright(orientation: u8) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    bytes.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

fn traces() -> Vec<Trace> {
    vec![
        Trace::Place("43 deg 12 min 30 sec N, 86 deg 15 min 0 sec W".to_owned()),
        Trace::Device("SN-48291".to_owned()),
        Trace::Person("Maya Lopez".to_owned()),
    ]
}

const XMP: &str = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:Description exif:GPSLatitude=\"43,12.5N\" aux:SerialNumber=\"X1\"><dc:creator><rdf:Seq><rdf:li>Omar Haddad</rdf:li></rdf:Seq></dc:creator></rdf:Description></x:xmpmeta>";

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).expect("a short segment");
    [&[0xff, marker], length.to_be_bytes().as_slice(), contents].concat()
}

/// What a JPEG needs to be shown: tables, frame, a scan with a stuffed byte and a restart, a second scan, the end.
fn picture() -> Vec<u8> {
    let scan = [segment(0xda, &[1, 1, 0, 0, 63, 0]), vec![0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]].concat();
    // A table between the scans whose bytes look like the end of the picture.
    let table = segment(0xc4, &[0x00, 0xff, 0xd9, 0x01]);
    [
        segment(0xdb, &[0; 65]),
        segment(0xc2, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        scan.clone(),
        table,
        scan,
        vec![0xff, 0xd9],
    ]
    .concat()
}

const JFIF: &[u8] = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";

#[test]
fn a_jpeg_keeps_its_picture_its_colours_and_which_way_is_up() {
    let said = [b"Exif\0\0".to_vec(), exif(6)].concat();
    let photo = [
        vec![0xff, 0xd8],
        segment(0xe0, JFIF),
        segment(0xe1, &said),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", XMP.as_bytes()].concat()),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01profile"),
        segment(0xe2, b"MPF\0another picture follows"),
        segment(0xed, b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x10\x1c\x02\x50\0\x0bLena Ortiz."),
        segment(0xee, b"Adobe\0d\0\0\0\0\0"),
        segment(0xfe, b"taken by Maya Lopez"),
        picture(),
        // A preview of its own, with the same EXIF.
        vec![0xff, 0xd8],
        segment(0xe1, &said),
        picture(),
    ]
    .concat();
    let cleaned = clean(&photo);
    let mut found = traces();
    found.extend([
        Trace::Place("43,12.5N".to_owned()),
        Trace::Device("X1".to_owned()),
        Trace::Person("Omar Haddad".to_owned()),
        Trace::Person("Lena Ortiz.".to_owned()),
    ]);
    found.sort();
    assert_eq!(cleaned.traces, found);
    assert!(!cleaned.stuck);
    let bytes = cleaned.bytes.expect("there was something to take out");
    let before = [vec![0xff, 0xd8], segment(0xe0, JFIF)].concat();
    let colours = [segment(0xe2, b"ICC_PROFILE\0\x01\x01profile"), segment(0xee, b"Adobe\0d\0\0\0\0\0")].concat();
    let way = segment(0xe1, &[b"Exif\0\0".to_vec(), upright(6)].concat());
    assert!(bytes.starts_with(&before));
    assert!(bytes.ends_with(&picture()));
    assert_eq!(bytes.len(), before.len() + colours.len() + way.len() + picture().len());
    for part in [&colours[..29], &colours[29..], &way] {
        assert!(bytes.windows(part.len()).any(|window| window == part), "{part:?} is not there");
    }
    assert_eq!(clean(&bytes).bytes, None, "a second time there is nothing to take out");
}

#[test]
fn a_jpeg_that_says_nothing_stays_as_it_is() {
    let plain = [vec![0xff, 0xd8], segment(0xe0, JFIF), picture()].concat();
    let cleaned = clean(&plain);
    assert_eq!((cleaned.bytes, cleaned.traces, cleaned.stuck), (None, Vec::new(), false));
}

fn chunk(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let mut crc = !0u32;
    for byte in kind.iter().chain(contents) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    let length = u32::try_from(contents.len()).expect("a short chunk").to_be_bytes();
    [&length, kind.as_slice(), contents, &(!crc).to_be_bytes()].concat()
}

#[test]
fn a_png_keeps_what_shows_it() {
    let signature = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let rest =
        [chunk(b"gAMA", &[0, 0, 177, 143]), chunk(b"IDAT", &[120, 1, 99, 96, 0, 0, 0, 2, 0, 1]), chunk(b"IEND", &[])]
            .concat();
    let photo = [
        signature.clone(),
        header.clone(),
        chunk(b"eXIf", &exif(1)),
        chunk(b"tEXt", b"Author\0Lena Ortiz"),
        chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", XMP.as_bytes()].concat()),
        chunk(b"tIME", &[7, 234, 10, 1, 9, 0, 0]),
        rest.clone(),
        b"after the end".to_vec(),
    ]
    .concat();
    let cleaned = clean(&photo);
    assert_eq!(cleaned.bytes, Some([signature, header, rest].concat()));
    assert!(cleaned.traces.contains(&Trace::Person("Lena Ortiz".to_owned())));
    assert!(cleaned.traces.contains(&Trace::Person("Omar Haddad".to_owned())));
    assert!(cleaned.traces.contains(&traces()[0]));
}

fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (kind, contents) in chunks {
        body.extend(*kind);
        body.extend(u32::try_from(contents.len()).expect("a short chunk").to_le_bytes());
        body.extend(*contents);
        body.resize(body.len() + contents.len() % 2, 0);
    }
    [b"RIFF".as_slice(), &u32::try_from(body.len()).expect("a short file").to_le_bytes(), &body].concat()
}

#[test]
fn a_webp_keeps_what_shows_it_and_announces_nothing_else() {
    let picture: (&[u8; 4], &[u8]) = (b"VP8 ", b"\x50\x5a\x00\x9d\x01\x2a\x01\x00\x01\x00");
    let exif = exif(1);
    let photo = riff(&[
        (b"VP8X", &[0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        picture,
        (b"EXIF", &exif),
        (b"XMP ", XMP.as_bytes()),
        (b"junk", b"by Maya"),
    ]);
    let cleaned = clean(&photo);
    assert_eq!(cleaned.bytes, Some(riff(&[(b"VP8X", &[0; 10]), picture])));
    assert!(traces().iter().all(|trace| cleaned.traces.contains(trace)));
    let turned = self::exif(8);
    let photo = riff(&[(b"VP8X", &[0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0]), picture, (b"EXIF", &turned)]);
    let upright = upright(8);
    let expected = riff(&[(b"VP8X", &[0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0]), picture, (b"EXIF", &upright)]);
    assert_eq!(clean(&photo).bytes, Some(expected));
}

#[test]
fn a_tiff_keeps_every_byte_in_its_place() {
    let photo = exif(6);
    let cleaned = clean(&photo);
    assert_eq!(cleaned.traces, traces());
    // One entry is left: which way is up. Its directory is shorter, and all that the others held is zeros.
    let mut expected = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec();
    expected.resize(photo.len(), 0);
    // The letters between the values are nobody's.
    assert_eq!(cleaned.bytes, Some(expected));
    assert_eq!(clean(&clean(&photo).bytes.expect("cleaned")).traces, Vec::new());
}

fn pdf(info: &str, more: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
        info.to_owned(),
    ];
    objects.extend(more.iter().map(|&object| object.to_owned()));
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)
            .bytes(),
    );
    bytes
}

fn packet(xmp: &str) -> String {
    format!("<< /Type /Metadata /Subtype /XML /Length {} >>\nstream\n{xmp}\nendstream", xmp.len())
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn a_pdf_keeps_its_title_and_its_promise_to_be_accessible() {
    let xmp = XMP.replace("<dc:creator>", "<pdfuaid:part>1</pdfuaid:part><dc:creator>");
    let form = pdf("<< /Title (Release form) /Author (Maya Lopez) >>", &[&packet(&xmp)]);
    let cleaned = clean(&form);
    assert!(cleaned.traces.contains(&Trace::Person("Maya Lopez".to_owned())));
    assert!(cleaned.traces.contains(&Trace::Person("Omar Haddad".to_owned())));
    let bytes = cleaned.bytes.expect("there was something to take out");
    for gone in ["Maya", "Omar", "43,12.5N", "X1"] {
        assert!(!has(&bytes, gone), "{gone}");
    }
    for kept in ["Release form", "<pdfuaid:part>1</pdfuaid:part>", "/Pages"] {
        assert!(has(&bytes, kept), "{kept}");
    }
    assert_eq!(clean(&bytes).traces, Vec::new());
    assert_eq!(clean(&form).bytes, Some(bytes), "the same file gives the same bytes");
}

#[test]
fn a_pdf_that_names_nobody_stays_byte_for_byte() {
    let form = pdf("<< /Title (Release form) /Producer (Gobag) >>", &[&packet("<x:xmpmeta/>")]);
    assert_eq!(clean(&form).bytes, None);
}

#[test]
fn what_is_published_says_nothing_and_the_author_is_told() {
    let photo = [vec![0xff, 0xd8], segment(0xe1, &[b"Exif\0\0".to_vec(), exif(1)].concat()), picture()].concat();
    let text = "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n![The quiet room](../media/room.jpg)\n";
    let folder = Folder::small().file("pages/a.md", text).media("media/room.jpg", &photo);
    let compiled = folder.compile();
    let found: Vec<&str> = compiled.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        found,
        [
            "media/room.jpg says where it was made (43 deg 12 min 30 sec N, 86 deg 15 min 0 sec W), the serial number of the device (SN-48291) and who made it (Maya Lopez)"
        ]
    );
    let site = compiled.artifacts.expect("a warning stops nothing");
    let shown = [vec![0xff, 0xd8], picture()].concat();
    assert!(site.iter().any(|(path, bytes)| path.ends_with(".jpg") && bytes == shown), "the picture is published");
    for (path, bytes) in site.iter() {
        assert!(!has(bytes, "Maya") && !has(bytes, "SN-48291"), "{path}");
    }
}

#[test]
fn the_publishers_own_name_is_no_news() {
    let text =
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n[The form](../media/form.pdf)\n";
    let form = |author: &str| {
        let bytes = pdf(&format!("<< /Author ({author}) >>"), &[&packet("<x:xmpmeta/>")]);
        Folder::small().file("pages/a.md", text).media("media/form.pdf", &bytes).findings_of("image-metadata").len()
    };
    assert_eq!((form("School"), form("jsmith")), (0, 1));
}

#[test]
fn a_place_that_cannot_be_taken_out_is_not_published() {
    // A whole HEIF file is long; its first bytes, and EXIF that nothing can be found in, are not reported as clean or not.
    let heif = clean(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1");
    assert_eq!((heif.bytes, heif.traces, heif.stuck), (None, Vec::new(), false));
    // A JPEG that breaks off before its picture still says where it was taken.
    let broken =
        [vec![0xff, 0xd8], segment(0xe1, &[b"Exif\0\0".to_vec(), exif(1)].concat()), vec![0xff, 0xdb, 0xff]].concat();
    let cleaned = clean(&broken);
    assert!(cleaned.stuck && cleaned.bytes.is_none());
    let text = "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n![The quiet room](../media/room.jpg)\n";
    let compiled = Folder::small().file("pages/a.md", text).media("media/room.jpg", &broken).compile();
    assert!(compiled.artifacts.is_none());
}

/// A drawing as drawing programs save it.
const DRAWING: &str = "<?xml version=\"1.0\"?>\n<!-- drawn by Lena Ortiz -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:sodipodi=\"urn:s\" xmlns:inkscape=\"urn:i\" xmlns:rdf=\"urn:r\" xmlns:cc=\"urn:c\" xmlns:dc=\"urn:d\" sodipodi:docname=\"plan.svg\" inkscape:export-filename=\"C:\\Users\\lortiz\\plan.png\">\n<title>The yard</title>\n<metadata id=\"m\"><rdf:RDF><cc:Work><dc:creator><cc:Agent><dc:title>Lena Ortiz</dc:title></cc:Agent></dc:creator></cc:Work></rdf:RDF></metadata>\n<style><![CDATA[/* <!-- kept --> */]]></style>\n<path d=\"M0 0h9\"/></svg>";

#[test]
fn a_drawing_keeps_what_is_drawn_and_loses_who_drew_it_and_where() {
    let cleaned = metadata::clean("plan.svg", DRAWING.as_bytes());
    let found = vec![Trace::Place("C:\\Users\\lortiz\\plan.png".to_owned()), Trace::Person("Lena Ortiz".to_owned())];
    assert_eq!(cleaned.traces, found);
    let bytes = cleaned.bytes.expect("there was something to take out");
    let left = String::from_utf8(bytes).expect("it is text");
    for kept in ["<title>The yard</title>", "<path d=\"M0 0h9\"/>", "/* <!-- kept --> */"] {
        assert!(left.contains(kept), "{kept}: {left}");
    }
    for gone in ["Ortiz", "lortiz", "plan.svg", "metadata"] {
        assert!(!left.contains(gone), "{gone}: {left}");
    }
    // A drawing that says nothing of anybody stays as it is.
    let plain = clean(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><title>A bird</title></svg>");
    assert_eq!((plain.bytes, plain.traces, plain.stuck), (None, Vec::new(), false));
}

fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}<path d=\"M0 0h9\"/></svg>"
    )
}

fn shown(inside: &str) -> String {
    let drawing = drawing(inside);
    let cleaned = metadata::clean("plan.svg", drawing.as_bytes()).bytes.unwrap_or_else(|| drawing.into_bytes());
    String::from_utf8(cleaned).expect("it is text")
}

#[test]
fn a_drawing_that_would_act_only_shows() {
    for inside in [
        "<script>x()</script>",
        "<SCRIPT type=\"a\">x()</SCRIPT>",
        "<s:script xmlns:s=\"http://www.w3.org/2000/svg\" href=\"https://example.org/x.js\"/>",
        "<foreignObject><iframe src=\"x\"></iframe></foreignObject>",
        "<script>x('</g>')</script>",
        "<x:template xmlns:x=\"http://www.w3.org/1999/XSL/Transform\"><x:element name=\"script\"/></x:template>",
    ] {
        let left = shown(inside).to_lowercase();
        assert!(!left.contains("script") && !left.contains("iframe"), "{inside}: {left}");
    }
    for (acts, gone) in [
        ("<g id=\"a\" onload=\"x()\"/>", "onload"),
        ("<a href=\"javascript:x()\">a</a>", "href"),
        ("<a xlink:href=\" &#106;ava&#x0a;script:x()\">a</a>", "href"),
        ("<use href=\"data:image/svg+xml,x\"/>", "href"),
        ("<image href=\"https://example.org/a.png\"/>", "example"),
        ("<set attributeName=\"href\" to=\"javascript:x()\"/>", "attributeName"),
        ("<style>@import 'https://example.org/a.css'; .a { fill: red }</style>", "import"),
    ] {
        let left = shown(acts);
        assert!(!left.contains(gone) && left.contains("M0 0h9"), "{acts}: {left}");
    }
}

#[test]
fn a_drawing_that_only_shows_stays_as_it_is() {
    for inside in [
        "<image href=\"data:image/png;base64,AA\"/>",
        "<text lang=\"es\">Salón <tspan>10</tspan><tspan>a</tspan> on=\"x\" javascript:</text>",
        "<g style=\"fill:#fff\" transform=\"rotate(3)\" data-name=\"Capa 1\"><title>Ñandú</title><use xlink:href=\"#a\"/></g>",
        "<style>.a { fill: url(#g) }</style>",
    ] {
        assert_eq!(shown(inside), drawing(inside));
    }
}

#[test]
fn a_drawing_that_no_browser_reads_is_told_and_its_words_are_published() {
    let page =
        "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n![The way out](../media/way.svg)\n";
    let folder = Folder::small()
        .file("pages/page.md", page)
        .file("media/way.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0");
    assert_eq!(folder.findings_of("unreadable-file"), ["unreadable-file media/way.svg"]);
    assert!(folder.page("pages/page.html").contains("alt=\"The way out\""));
    assert_eq!(folder.page("media/way.svg"), "");
}

#[test]
fn what_is_called_a_drawing_is_one_whatever_it_begins_with() {
    let acts = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script><title>é</title></svg>";
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(acts.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let old = [
        &b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script><title>"[..],
        b"\xe9</title></svg>",
    ];
    let instructed = format!("<?xml-stylesheet type=\"text/xsl\" href=\"#x\"?>{acts}");
    let named = "<!DOCTYPE svg [<!ENTITY a \"<script>x()</script>\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><title>é</title>&a;</svg>";
    for drawing in [wide, old.concat(), format!("<!-- %PDF-1.7 -->{acts}").into(), instructed.into(), named.into()] {
        let left = metadata::clean("media/plan.SVG", &drawing).bytes.expect("something is taken out");
        let left = String::from_utf8(left).expect("it is text");
        assert!(
            !left.contains("script") && !left.contains("xml-stylesheet") && left.contains("<title>é</title>"),
            "{left}"
        );
    }
    let text = clean(b"<svg> begins every drawing that somebody writes by hand.");
    assert_eq!(text.bytes, None, "a text is no drawing");
    let page = metadata::clean("plan.svg", b"<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>x()</script></html>");
    assert_eq!(page.bytes.as_deref(), Some(&b""[..]), "it is no drawing");
    let cut =
        metadata::clean("plan.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script><path d=\"M0");
    assert_eq!(cut.bytes.as_deref(), Some(&b""[..]), "it ends in the middle");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_file_breaks_the_cleaning(which in 0usize..5, cut in any::<usize>(), flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..6)) {
        let files = [
            [vec![0xff, 0xd8], segment(0xe1, &[b"Exif\0\0".to_vec(), exif(3)].concat()), picture()].concat(),
            exif(3),
            pdf("<< /Author (Maya Lopez) >>", &[&packet(XMP)]),
            riff(&[(b"VP8X", &[0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0]), (b"VP8 ", b"\x50\x5a\x00\x9d\x01\x2a\x01\x00\x01\x00"), (b"XMP ", XMP.as_bytes())]),
            DRAWING.as_bytes().to_vec(),
        ];
        let mut bytes = files[which].clone();
        for (at, value) in flips {
            let length = bytes.len();
            bytes[at % length] = value;
        }
        if cut % 3 == 0 {
            bytes.truncate(cut / 3 % (bytes.len() + 1));
        }
        let cleaned = clean(&bytes);
        // What has been cleaned says nothing more.
        if let Some(bytes) = cleaned.bytes {
            prop_assert!(clean(&bytes).traces.is_empty());
        }
    }
}
