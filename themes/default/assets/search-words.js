// Words as the index has them: how they are packed, cut, folded and compared, and which of a text are shown.
//
// No page is touched here, and nothing is asked for; `src/search/` does the same to what it writes.
"use strict";

(() => {
  /** About how many letters of a text are shown. */
  const AROUND = 170;

  /** The value of each sign of a number (`src/search/pack.rs`). */
  const DIGITS = new Uint8Array(128);
  [...Array(95).keys()]
    .map((at) => at + 32)
    .filter((code) => !'!"\\|'.includes(String.fromCharCode(code)))
    .forEach((code, digit) => (DIGITS[code] = digit));

  /** @param {string} text @param {number} [from] */
  const numbers = (text, from = 0) => {
    const all = [];
    for (let at = from, value = 0, scale = 1; at < text.length; at++) {
      const digit = DIGITS[text.charCodeAt(at)] ?? 0;
      value += digit * scale;
      if (digit < 60) {
        all.push(value);
        value = 0;
        scale = 1;
      } else {
        scale *= 31;
      }
    }
    return all;
  };

  /** Words that were sorted: a capital letter says how much of the word before comes again. @param {string} text */
  const sorted = (text) => {
    let last = "";
    return (text.match(/[A-Z][^A-Z]*/g) ?? []).map((part) => (last = last.slice(0, part.charCodeAt(0) - 65) + part.slice(1)));
  };

  // The table of the letters of all scripts takes a slow phone some milliseconds to make ready, each time that it is written down.
  const PLAIN = /^[\0-\x7f]*$/;

  /** A word as the index has it (`src/search/token.rs`). @param {string} word */
  const fold = (word) => {
    const plain = word.toLowerCase().replace(/['’]/g, "");
    return /^[a-z0-9]{1,40}$/.test(plain)
      ? plain
      : [...word.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]|[^\p{Alphabetic}\p{N}]/gu, "")].slice(0, 40).join("");
  };

  const RUN = /[\p{Alphabetic}\p{N}\u0300-\u036f'’]+/gu;
  const SIGN = /[\u3040-\u30ff\u3400-\u9fff]/;

  /** @param {string} text */
  const tokens = (text) =>
    ((PLAIN.test(text) ? text.toLowerCase().match(/[a-z0-9']+/g) : text.match(RUN)) ?? []).flatMap((run) => {
      const word = fold(run);
      if (PLAIN.test(word) || !SIGN.test(word)) return word === "" ? [] : [word];
      const letters = [...word];
      if (letters.length < 2) return [word];
      return letters.slice(1).map((letter, at) => letters[at] + letter);
    });

  /** Whether a text ends inside a word. @param {string} text */
  const open = (text) => /[a-zA-Z0-9]$/.test(text) || (!PLAIN.test(text) && /[\p{Alphabetic}\p{N}]$/u.test(text));

  /** The id that a title, or the anchor that a heading gives by itself. @param {string} words */
  const derived = (words) =>
    words
      .toLowerCase()
      .replace(/['’]/g, "")
      .split(PLAIN.test(words) ? /[^a-z0-9]+/ : /[^\p{Alphabetic}\p{N}]+/u)
      .filter((part) => part !== "")
      .join("-");

  /**
   * How many letters two words are apart (left out, put in, exchanged, swapped with the next), or more than `most`.
   * With `start`, how far the first is from any beginning of the second.
   * @param {string} a @param {string} b @param {number} most @param {boolean} start
   */
  const apart = (a, b, most, start) => {
    if (b.length < a.length - most || (!start && b.length > a.length + most)) return most + 1;
    const end = start ? Math.min(b.length, a.length + most) : b.length;
    /** @type {number[][]} */
    let [before, last, row] = [[], [], []];
    for (let j = 0; j <= end; j++) last.push(j);
    for (let i = 1; i <= a.length; i++) {
      row = [i];
      let least = i;
      for (let j = 1; j <= end; j++) {
        const same = a[i - 1] === b[j - 1];
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      [before, last] = [last, row];
    }
    return start ? Math.min(...last.slice(Math.max(0, a.length - most))) : last[end];
  };

  /** The place of the first of some sorted words that does not come before this one. @param {string[]} words @param {string} word */
  const place = (words, word) => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /**
   * Some words of a text around what is marked in it, where most different marks are.
   * @param {string} text @param {SearchMark[]} marks
   */
  const pieces = (text, marks) => {
    let [from, most] = [0, 0];
    for (const [start] of marks) {
      const near = marks.filter(([other, end]) => other >= start && end <= start + AROUND);
      const different = new Set(near.map(([, , word]) => word)).size * 10 + Math.min(near.length, 5);
      if (different > most) [from, most] = [start, different];
    }
    // From the beginning of its sentence, or a few words before.
    const lead = text.slice(Math.max(0, from - 60), from);
    const sentence = lead.search(/[.!?…:] [^.!?…:]*$/);
    if (from <= 60) from = 0;
    else if (sentence >= 0) from += sentence + 2 - lead.length;
    else from += Math.max(0, lead.indexOf(" ") + 1) - lead.length;
    let to = Math.min(text.length, from + AROUND);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from);
    /** @type {[string, boolean][]} */
    const all = from > 0 ? [["… ", false]] : [];
    let at = from;
    for (const [start, end] of marks) {
      if (start < from || end > to) continue;
      all.push([text.slice(at, start), false], [text.slice(start, end), true]);
      at = end;
    }
    all.push([text.slice(at, to) + (to < text.length ? " …" : ""), false]);
    return all.filter(([words]) => words !== "");
  };

  globalThis.gobagSearchWords = Object.freeze({ RUN, SIGN, apart, derived, fold, numbers, open, pieces, place, sorted, tokens });
})();
