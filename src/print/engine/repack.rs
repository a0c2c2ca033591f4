//! A PDF into the same PDF in a third of the room: its small objects together in compressed streams.

use crate::deflate::{Effort, zlib};
use lopdf::{Document, SaveOptions};

/// How many objects stand in a stream: more of them have more in common, and a reader unpacks a stream to get at one.
const TOGETHER: usize = 800;

/// Packs the objects. A tagged PDF has tens of thousands of tiny ones, which compress only together. What cannot be read
/// back stays as it is.
pub(super) fn repack(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(mut document) = Document::load_mem(&bytes) else { return bytes };
    let mut packed = Vec::with_capacity(bytes.len() / 2);
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true);
    let options = options.max_objects_per_stream(TOGETHER).compression_level(9).build();
    match document.save_with_options(&mut packed, options) {
        Ok(()) if packed.len() < bytes.len() => {
            let directory = directory(&packed);
            directory.unwrap_or(packed)
        }
        Ok(()) | Err(_) => bytes,
    }
}

/// Compresses the directory at the end, which says in seven bytes where each object is. Rows are much like the row before,
/// so that is what they are told by ("Up", predictor 12).
fn directory(packed: &[u8]) -> Option<Vec<u8>> {
    const ROW: usize = 7;
    let tail = rposition(packed, b"startxref")?;
    let start: usize = std::str::from_utf8(&packed[tail..]).ok()?.split_ascii_whitespace().nth(1)?.parse().ok()?;
    let object = packed.get(start..tail)?;
    let begins = object.windows(8).position(|at| at == b">>stream")? + b">>stream\n".len();
    let head = std::str::from_utf8(&object[..begins]).ok()?;
    let (before, length) = head.split_once("/W[1 4 2]")?;
    let (index, length) = length.split_once("/Length ")?;
    let length: usize = length.split_once(">>")?.0.parse().ok()?;
    let rows = object.get(begins..begins + length)?;
    let mut told = Vec::with_capacity(length + length / ROW);
    let mut above = [0; ROW];
    for row in rows.chunks_exact(ROW) {
        told.push(2);
        told.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above.copy_from_slice(row);
    }
    let told = zlib(&told, Effort::Thorough);
    let mut whole = packed[..start].to_vec();
    let fields = format!(
        "{before}/W[1 4 2]{index}/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>/Length {}>>stream\n",
        told.len()
    );
    whole.extend(fields.as_bytes());
    whole.extend(told);
    whole.extend(&object[begins + length..]);
    whole.extend(&packed[tail..]);
    Some(whole)
}

fn rposition(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|at| at == what)
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, dictionary};

    use super::repack;

    #[test]
    fn what_was_packed_is_read_back_whole() {
        let mut document = Document::with_version("1.7");
        let kids: Vec<Object> = (0..3000)
            .map(|at| document.add_object(dictionary! { "Type" => "StructElem", "Number" => at }).into())
            .collect();
        let tree = document.add_object(dictionary! { "Kids" => kids });
        let pages =
            document.add_object(dictionary! { "Type" => "Pages", "Count" => 0, "Kids" => Vec::<Object>::new() });
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Tree" => tree });
        document.trailer.set("Root", root);
        let mut plain = Vec::new();
        document.save_to(&mut plain).expect("it is written");
        let packed = repack(plain.clone());
        assert!(packed.len() * 3 < plain.len(), "{} of {}", packed.len(), plain.len());
        assert!(packed.windows(13).any(|at| at == b"/Predictor 12"), "its directory is compressed");
        let read = Document::load_mem(&packed).expect("it is read back");
        for at in 1..=3000 {
            let number = read.get_dictionary((at, 0)).and_then(|object| object.get(b"Number")?.as_i64());
            assert_eq!(number.ok(), Some(i64::from(at) - 1));
        }
    }
}
