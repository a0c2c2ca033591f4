// Questions into what they find. No page is touched here: it runs on whatever `want` brings, in a browser as in a test.
//
// A question's words are looked up in the few chunks of the index that can hold them. Every word is worth the more, the fewer
// entries have it; an entry's score is the sum of its words, and falls quickly with each word that it does not have.
"use strict";

(() => {
  /** The length of a chunk's name, and how many entries a chunk of titles has (`src/search/wire.rs`). */
  const NAME = 7;
  const SHELF = 32;
  /** What is longer than this is no question. */
  const LONGEST = 200;
  const WORDS = 12;
  /** A last word may stand for this many chunks of terms, and this many words in them. */
  const CHUNKS = 3;
  const FORMS = 80;
  /** How much it counts that a question is a title or an alias word for word. */
  const NAMED = 4;
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

  /** A word as the index has it (`src/search/token.rs`). @param {string} word */
  const fold = (word) =>
    /^[a-z0-9]{1,40}$/.test(word)
      ? word
      : [...word.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]|[^\p{Alphabetic}\p{N}]/gu, "")].slice(0, 40).join("");

  const RUN = /[\p{Alphabetic}\p{N}\u0300-\u036f'’]+/gu;
  const SIGN = /[\u3040-\u30ff\u3400-\u9fff]/;

  /** @param {string} text */
  const tokens = (text) =>
    (text.match(RUN) ?? []).flatMap((run) => {
      const word = fold(run);
      const letters = [...word];
      if (!SIGN.test(word) || letters.length < 2) return word === "" ? [] : [word];
      return letters.slice(1).map((letter, at) => letters[at] + letter);
    });

  /** The id that a title, or the anchor that a heading gives by itself. @param {string} words */
  const derived = (words) =>
    words
      .toLowerCase()
      .replace(/['’]/g, "")
      .split(/[^\p{Alphabetic}\p{N}]+/u)
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

  /** Of several forms of a word in one entry, the best counts, and the others a little. @param {Map<number, number>} impacts @param {number} entry @param {number} impact */
  const plus = (impacts, entry, impact) => {
    const before = impacts.get(entry) ?? 0;
    impacts.set(entry, Math.max(before, impact) + Math.min(before, impact) / 4);
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

  /** Where a word of a question stands in a text. @typedef {[from: number, to: number, word: number]} Mark */

  /**
   * What entries have to do with one word of a question.
   * @typedef {object} Found
   * @property {Map<number, number>} impacts by entry
   * @property {number} many how many entries have it
   * @property {boolean} cut whether others have it too
   * @property {Set<string>} forms
   * @property {string | undefined} start
   */

  /** @param {SearchWant} want @returns {Promise<SearchEngine>} */
  const open = async (want) => {
    /** @type {SearchRoot} */
    const root = await want("search");
    const first = sorted(root.first);
    const quiet = new Set(root.quiet.split(" "));
    /** @param {string} names @param {number} at */
    const chunk = (names, at) => `search/${names.slice(at * NAME, at * NAME + NAME)}`;

    /** @typedef {{ words: string[], classes: number[], lists: string[] }} Chunk */
    /** @type {Map<number, Chunk>} */
    const chunks = new Map();
    /** @param {number} at */
    const terms = async (at) => {
      const known = chunks.get(at);
      if (known) return known;
      const [words, classes, lists] = /** @type {SearchTerms} */ (await want(chunk(root.terms, at)));
      let count = 0;
      const read = {
        words: sorted(words),
        classes: numbers(classes).map((back) => (back === 0 ? count++ : count - back)),
        lists: lists.split("|"),
      };
      chunks.set(at, read);
      return read;
    };

    /** The chunk that holds a word, if any does. @param {string} word */
    const holder = (word) => {
      const at = place(first, word);
      return first[at] === word ? at + 1 : at;
    };

    /** @returns {Found} */
    const nothing = () => ({ impacts: new Map(), many: 0, cut: false, forms: new Set(), start: undefined });

    /** Adds the entries of a class. @param {Found} found @param {Chunk} chunk @param {number} number @param {number} share */
    const add = (found, chunk, number, share) => {
      const list = chunk.lists[number];
      const cut = list.startsWith("!");
      const read = numbers(list, cut ? 1 : 0);
      const many = (cut ? read.shift() : undefined) ?? read.length;
      let next = 0;
      for (const value of read) {
        const entry = next + (value >> 4);
        const impact = ((value & 15) + 1) * share;
        plus(found.impacts, entry, impact);
        next = entry + 1;
      }
      found.cut ||= cut;
      found.many = Math.max(found.many, many, found.impacts.size);
      // A class is known by all its forms.
      chunk.classes.forEach((other, at) => other === number && found.forms.add(chunk.words[at]));
    };

    /** A word as it is. @param {string} word @param {number} [share] @param {Found} [into] */
    const exact = async (word, share = 1, into = nothing()) => {
      const chunk = await terms(holder(word));
      const at = place(chunk.words, word);
      if (chunk.words[at] === word) add(into, chunk, chunk.classes[at], share);
      return into;
    };

    /**
     * Asks at once for every chunk that a question needs, so that nothing waits for something else.
     * @param {string[]} words @param {string | undefined} last @param {string[]} names
     */
    const fetch = async (words, last, names) => {
      const open = last === undefined ? names : [last, ...names];
      const joined = words.slice(1).map((word, at) => words[at] + word);
      const one = [...words, ...joined, ...names].map(holder);
      await Promise.all([...new Set([...one, ...open.flatMap(range)])].map(terms));
    };

    /** The chunks of the words that begin like this. @param {string} start */
    const range = (start) => {
      const from = holder(start);
      const to = Math.min(holder(`${start}\uffff`), from + CHUNKS - 1);
      return [...Array(to - from + 1).keys()].map((at) => from + at);
    };

    /** Words that begin like this. @param {string} start @param {Found} into */
    const beginning = async (start, into) => {
      const known = into.impacts.size > 0;
      const all = await Promise.all(range(start).map(terms));
      /** @type {[Chunk, number, number][]} */
      const forms = [];
      for (const chunk of all) {
        const seen = new Map();
        for (let at = place(chunk.words, start); chunk.words[at]?.startsWith(start); at++) {
          const word = chunk.words[at];
          if (into.forms.has(word)) continue;
          // The more of it is still to be typed, the less it is likely.
          const share = (0.5 + (0.5 * start.length) / word.length) * (known ? 0.5 : 1);
          const number = chunk.classes[at];
          seen.set(number, Math.max(share, seen.get(number) ?? 0));
        }
        seen.forEach((share, number) => forms.push([chunk, number, share]));
      }
      if (forms.length > FORMS) {
        const length = (/** @type {[Chunk, number, number]} */ [chunk, number]) => chunk.lists[number]?.length ?? 0;
        forms.sort((a, b) => length(b) - length(a)).length = FORMS;
      }
      forms.forEach(([chunk, number, share]) => add(into, chunk, number, share));
      if (forms.length > 0) into.start = start;
      return into;
    };

    /** @type {string[] | undefined} */
    let list;
    /**
     * Known words that may have been meant by one that is not known.
     * @param {string} word @param {boolean} open @returns {Promise<string[]>}
     */
    const meant = async (word, open) => {
      if (word.length < 4 || SIGN.test(word)) return [];
      list ??= sorted(await want(`search/${root.words}`));
      const most = word.length < 8 ? 1 : 2;
      /** @type {[string, number][]} */
      const near = [];
      for (const other of list) {
        const distance = apart(word, other, most, open);
        // The first letter is seldom wrong, and a whole word is likelier than the beginning of one.
        if (distance <= most) near.push([other, distance + (other[0] === word[0] ? 0 : 0.5) + Math.max(0, other.length - word.length) / 50]);
      }
      // A mistake and an unknown ending at once.
      if (near.length === 0 && !open && word.length > 7) return meant(word.slice(0, -3), true);
      near.sort((a, b) => a[1] - b[1]);
      const best = near[0]?.[1] ?? 0;
      return near.filter(([, distance]) => distance < best + 0.25).slice(0, 3).map(([other]) => other);
    };

    /**
     * Everything that a word of a question may stand for, and what was taken for it where it is not known.
     * @param {string} word @param {boolean} open whether it may still be typed
     * @returns {Promise<[Found, string | undefined]>}
     */
    const look = async (word, open) => {
      const found = await exact(word);
      if (open && word.length > 1) await beginning(word, found);
      if (found.many > 0) return [found, undefined];
      if (!open) await beginning(word, found);
      // An inflection that no text has: what is left without its ending.
      for (let end = word.length - 1; end >= Math.max(word.length < 6 ? 3 : 5, word.length - 3) && found.many === 0; end--) {
        await exact(word.slice(0, end), 0.9, found);
      }
      if (found.many > 0) return [found, undefined];
      const near = await meant(word, open);
      const others = near.length > 0 || !open ? near : await meant(word, false);
      for (const other of others) await exact(other, 0.8, found);
      return [found, others[0]];
    };

    /** @param {number} entry */
    const groupOf = (entry) => {
      let begins = 0;
      for (const group of root.groups) {
        if (entry < begins + group[3]) return group;
        begins += group[3];
      }
      throw new Error(`there is no entry ${entry}`);
    };

    /** @param {number} entry @returns {Promise<SearchHit>} */
    const hit = async (entry) => {
      const [titles] = /** @type {SearchTitles} */ (await want(chunk(root.titles, Math.floor(entry / SHELF))));
      const [title = "", id = "", marks = ""] = titles.slice((entry % SHELF) * 3);
      const [group, before, after] = groupOf(entry);
      return {
        entry,
        group,
        title,
        address: before + encodeURIComponent(id || derived(title)).replaceAll("%2F", "/") + after,
        action: root.actions[parseInt(marks, 10)],
        local: marks.endsWith("*"),
      };
    };

    /** @type {SearchEngine["find"]} */
    const find = async (question, { limit = 8, group, role } = {}) => {
      const asked = question.slice(0, LONGEST);
      const all = tokens(asked);
      const said = all.filter((word) => !quiet.has(word));
      const words = [...new Set(said.length > 0 ? said : all)].slice(0, WORDS);
      const last = /[\p{Alphabetic}\p{N}]$/u.test(asked) ? all.at(-1) : undefined;
      await fetch(words, last, [`=${all.join("-")}`, `=${said.join("-")}`]);
      const looked = await Promise.all(words.map((word) => look(word, word === last)));
      const founds = looked.map(([found]) => found);
      // "lock down" is also "lockdown".
      await Promise.all(
        words.slice(1).map(async (word, at) => {
          const joined = await exact(words[at] + word);
          for (const found of [founds[at], founds[at + 1]]) {
            if (found === undefined) continue;
            joined.impacts.forEach((impact, entry) => plus(found.impacts, entry, impact));
            joined.forms.forEach((form) => found.forms.add(form));
            found.many = Math.max(found.many, found.impacts.size);
          }
        }),
      );
      // A question that is a title or an alias as it stands, or its beginning, is meant so.
      const called = nothing();
      const mended = new Map(looked.map(([, other], at) => [words[at], other]));
      /** @param {string[]} words */
      const name = (words) => `=${words.map((word) => mended.get(word) ?? word).join("-")}`;
      const [named, told] = [name(all), name(said)];
      await exact(named, 1, called);
      if (last !== undefined && named.length > 2) await beginning(named, called);
      if (told !== named) await exact(told, 0.6, called);
      const worth = founds.map(({ many }) => (many === 0 ? 0 : Math.log(1 + (root.entries - many + 0.5) / (many + 0.5)) + 0.2));
      // A word that nothing has weighs as much as a rare one.
      const whole = worth.reduce((sum, one) => sum + (one || 1), 0);
      const wanted = role === undefined ? undefined : (await exact(`@${role}`)).impacts;

      /** @type {Map<number, [score: number, has: number]>} */
      const scores = new Map();
      called.impacts.forEach((_, entry) => scores.set(entry, [0, 0]));
      founds.forEach(({ impacts }, at) => {
        const one = worth[at];
        impacts.forEach((impact, entry) => {
          const [score, has] = scores.get(entry) ?? [0, 0];
          scores.set(entry, [score + one * impact, has + one]);
        });
      });
      /** @type {[entry: number, score: number][]} */
      const ranked = [];
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const [entry, [score, has]] of scores) {
        if (wanted && !wanted.has(entry)) continue;
        let [sum, share] = [score, has];
        founds.forEach(({ cut, impacts }, at) => {
          // Of a word that very many have, only the most telling entries are known.
          if (cut && !impacts.has(entry)) [sum, share] = [sum + worth[at], share + worth[at]];
        });
        const [name] = groupOf(entry);
        counts.set(name, (counts.get(name) ?? 0) + 1);
        sum *= (share / whole) ** 2;
        if (group === undefined || group === name) ranked.push([entry, sum + (called.impacts.get(entry) ?? 0) * NAMED]);
      }
      ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const hits = await Promise.all(ranked.slice(0, limit).map(([entry]) => hit(entry)));
      return {
        asked: words.length > 0,
        hits,
        total: ranked.length,
        counts,
        words: founds.map(({ forms, start }, at) => ({ forms, start, worth: worth[at] ?? 0 })),
        instead: looked.flatMap(([, other], at) => (other === undefined ? [] : [/** @type {[string, string]} */ ([words[at], other])])),
      };
    };

    /** The passages of an entry: heading, anchor and words of each. @param {SearchHit} hit */
    const passages = async (hit) => {
      const [, texts, counts] = /** @type {SearchTitles} */ (await want(chunk(root.titles, Math.floor(hit.entry / SHELF))));
      let left = hit.entry % SHELF;
      let at = 0;
      for (const count of numbers(counts)) {
        if (left < count) break;
        left -= count;
        at += 1;
      }
      const flat = /** @type {SearchTexts} */ (await want(chunk(texts, at)))[left] ?? [];
      return [...Array(Math.floor(flat.length / 3)).keys()].map((at) => {
        const [heading = "", anchor = "", text = ""] = flat.slice(at * 3, at * 3 + 3);
        return { heading, text, address: inside(hit, anchor || derived(heading)) };
      });
    };

    /** A place in an entry. @param {SearchHit} hit @param {string} anchor */
    const inside = (hit, anchor) => (anchor === "" ? hit.address : `${hit.address.split("#")[0]}#${encodeURIComponent(anchor)}`);

    /** @type {SearchEngine["show"]} */
    const show = async (hit, { words }) => {
      /** Which of the question's words a word of the text is. @param {string} run */
      const which = (run) => {
        const word = fold(run);
        return words.findIndex(({ forms, start }) => forms.has(word) || (start !== undefined && word.startsWith(start)));
      };
      // What the title says is known: the place is the one where the rest is.
      const named = new Set((hit.title.match(RUN) ?? []).map(which));
      let best = { value: -1, heading: "", address: hit.address, text: "", marks: /** @type {Mark[]} */ ([]) };
      for (const [at, { heading, text, address }] of (await passages(hit)).entries()) {
        const marks = [...text.matchAll(RUN)].flatMap((run) => {
          const word = which(run[0]);
          return word < 0 ? [] : [/** @type {Mark} */ ([run.index, run.index + run[0].length, word])];
        });
        const titled = new Set((heading.match(RUN) ?? []).map(which));
        let value = at === 0 ? 0.5 : 0;
        words.forEach(({ worth }, word) => {
          const many = marks.filter(([, , other]) => other === word).length;
          value += worth * (named.has(word) ? 0.3 : 1) * ((titled.has(word) ? 1.5 : 0) + (many > 0 ? 1 : 0) + Math.min(many, 5) / 20);
        });
        if (value > best.value) best = { value, heading, address, text, marks };
      }
      return { heading: best.heading, address: best.address, pieces: pieces(best.text, best.marks) };
    };

    /** @type {SearchEngine["places"]} */
    const places = async (hit) => (await passages(hit)).map(({ address }) => address);

    return { root, find, show, places, entry: hit, cards: () => Promise.all(root.cards.map(hit)) };
  };

  /**
   * Some words of a text around what is marked in it, where most different marks are.
   * @param {string} text @param {Mark[]} marks
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

  gobag.give("search-core", /** @type {SearchCore} */ ({ open }));
})();
