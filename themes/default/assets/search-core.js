// Questions into what they find. No page is touched here: it runs on whatever `want` brings, in a browser as in a test.
//
// A question's words are looked up in the few chunks of the index that can hold them. Every word is worth the more, the fewer
// entries have it; an entry's score is the sum of its words, and falls quickly with each word that it does not have.
"use strict";

(() => {
  const { RUN, SIGN, apart, derived, fold, numbers, open: isOpen, pieces, place, sorted, tokens } = globalThis.gobagSearchWords;

  /** What is longer than this is no question. */
  const LONGEST = 200;
  const WORDS = 12;
  /** A last word may stand for this many chunks of terms, and this many words in them. */
  const CHUNKS = 3;
  const FORMS = 80;
  /** How much it counts that a question is a title or an alias word for word. */
  const NAMED = 4;

  /**
   * How much entries have to do with something: a place for each entry, since a question adds up tens of thousands of figures.
   * @typedef {object} Impacts
   * @property {Float64Array} of by entry, 0 where it has nothing to do with it
   * @property {number[]} entries those that have
   */

  /** Of several forms of a word in one entry, the best counts, and the others a little. @param {Impacts} impacts @param {number} entry @param {number} impact */
  const plus = ({ of, entries }, entry, impact) => {
    const before = of[entry];
    if (before === 0) entries.push(entry);
    of[entry] = before > impact ? before + impact / 4 : impact + before / 4;
  };

  /** A name as one word, as `src/search/token.rs` makes it: it stands beside its first word. @param {readonly string[]} words */
  const named = ([first, ...others]) => `${first}=${others.join("-")}`;

  /**
   * What entries have to do with one word of a question.
   * @typedef {object} Found
   * @property {Impacts} impacts
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
    const chunk = (names, at) => `search/${names.slice(at * root.name, (at + 1) * root.name)}`;

    /**
     * A chunk of terms; what was read of its postings stays read, since the next key asks for much of it again.
     * @typedef {object} Chunk
     * @property {string[]} words
     * @property {number[]} classes
     * @property {string[]} lists
     * @property {{ cut: boolean, many: number, postings: number[] }[]} read by class
     * @property {string[][]} forms by class
     */
    /** @type {Map<number, Chunk>} */
    const chunks = new Map();
    /** @param {number} at */
    const terms = async (at) => {
      const known = chunks.get(at);
      if (known) return known;
      const [words, classes, lists] = /** @type {SearchTerms} */ (await want(chunk(root.terms, at)));
      let count = 0;
      /** @type {Chunk} */
      const open = {
        words: sorted(words),
        classes: numbers(classes).map((back) => (back === 0 ? count++ : count - back)),
        lists: lists.split("|"),
        read: [],
        forms: [],
      };
      open.classes.forEach((number, at) => (open.forms[number] ??= []).push(open.words[at]));
      chunks.set(at, open);
      return open;
    };

    /** The chunk that holds a word, if any does. @param {string} word */
    const holder = (word) => {
      const at = place(first, word);
      return first[at] === word ? at + 1 : at;
    };

    /** @returns {Found} */
    const nothing = () => ({ impacts: { of: new Float64Array(root.entries), entries: [] }, many: 0, cut: false, forms: new Set(), start: undefined });

    /** Adds the entries of a class. @param {Found} found @param {Chunk} chunk @param {number} number @param {number} share */
    const add = (found, chunk, number, share) => {
      const { cut, many, postings } = (chunk.read[number] ??= posted(chunk.lists[number]));
      let next = 0;
      for (const value of postings) {
        const entry = next + (value >> 4);
        const impact = ((value & 15) + 1) * share;
        plus(found.impacts, entry, impact);
        next = entry + 1;
      }
      found.cut ||= cut;
      found.many = Math.max(found.many, many, found.impacts.entries.length);
      // A class is known by all its forms.
      for (const form of chunk.forms[number]) found.forms.add(form);
    };

    /** The postings of a class; of a word that very many have, only some, and how many there are. @param {string} list */
    const posted = (list) => {
      const cut = list.startsWith("!");
      const postings = numbers(list, cut ? 1 : 0);
      return { cut, many: (cut ? postings.shift() : undefined) ?? postings.length, postings };
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
     * @param {string[]} words @param {string | undefined} last @param {string[][]} names
     */
    const fetch = async (words, last, names) => {
      const open = last === undefined ? [] : [last, ...names.map(begun)];
      const joined = words.slice(1).map((word, at) => words[at] + word);
      const one = [...words, ...joined, ...names.map(named)].map(holder);
      await Promise.all([...new Set([...one, ...open.flatMap(range)])].map(terms));
    };

    /** How names begin that begin with these words. @param {string[]} words */
    const begun = (words) => (words.length > 1 ? named(words) : (words[0] ?? ""));

    /** The chunks of the words that begin like this. @param {string} start */
    const range = (start) => {
      const from = holder(start);
      const to = Math.min(holder(`${start}\uffff`), from + CHUNKS - 1);
      return [...Array(to - from + 1).keys()].map((at) => from + at);
    };

    /** Words that begin like this, or names. @param {string} start @param {Found} into @param {boolean} [names] */
    const beginning = async (start, into, names = false) => {
      const known = into.impacts.entries.length > 0;
      const all = await Promise.all(range(start).map(terms));
      /** @type {[Chunk, number, number][]} */
      const forms = [];
      for (const chunk of all) {
        const seen = new Map();
        for (let at = place(chunk.words, start); chunk.words[at]?.startsWith(start); at++) {
          const word = chunk.words[at];
          if (into.forms.has(word) || word.includes("=") !== names) continue;
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

    /** The number of each entry's group. */
    const groups = new Uint8Array(root.entries);
    root.groups.reduce((from, [, , , count], at) => (groups.fill(at, from, from + count), from + count), 0);

    /** @param {number} entry @returns {Promise<SearchHit>} */
    const hit = async (entry) => {
      const [titles] = /** @type {SearchTitles} */ (await want(chunk(root.titles, Math.floor(entry / root.shelf))));
      const [title = "", id = "", marks = ""] = titles.slice((entry % root.shelf) * 3);
      const [group, before, after] = root.groups[groups[entry]];
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
      const last = isOpen(asked) ? all.at(-1) : undefined;
      await fetch(words, last, [all, said].filter((words) => words.length > 0));
      const looked = await Promise.all(words.map((word) => look(word, word === last)));
      const founds = looked.map(([found]) => found);
      // "lock down" is also "lockdown".
      await Promise.all(
        words.slice(1).map(async (word, at) => {
          const joined = await exact(words[at] + word);
          for (const found of [founds[at], founds[at + 1]]) {
            if (found === undefined) continue;
            for (const entry of joined.impacts.entries) plus(found.impacts, entry, joined.impacts.of[entry]);
            joined.forms.forEach((form) => found.forms.add(form));
            found.many = Math.max(found.many, found.impacts.entries.length);
          }
        }),
      );
      // A question that is a title or an alias as it stands, or its beginning, is meant so.
      const called = nothing();
      const mended = new Map(looked.map(([, other], at) => [words[at], other]));
      const [full, told] = [all, said].map((words) => words.map((word) => mended.get(word) ?? word));
      if (full.length > 0) await exact(named(full), 1, called);
      if (last !== undefined && begun(full).length > 1) await beginning(begun(full), called, true);
      if (told.length > 0 && told.length < full.length) await exact(named(told), 0.6, called);
      const worth = founds.map(({ many }) => (many === 0 ? 0 : Math.log(1 + (root.entries - many + 0.5) / (many + 0.5)) + 0.2));
      // A word that nothing has weighs as much as a rare one.
      const whole = worth.reduce((sum, one) => sum + (one || 1), 0);
      const wanted = role === undefined ? undefined : (await exact(`@${role}`)).impacts;

      const [scores, has] = [new Float64Array(root.entries), new Float64Array(root.entries)];
      const seen = new Uint8Array(root.entries);
      /** @type {number[]} */
      const entries = [];
      for (const [at, { impacts }] of [called, ...founds].entries()) {
        const one = at === 0 ? 0 : worth[at - 1];
        for (const entry of impacts.entries) {
          if (seen[entry] === 0) entries.push(entry);
          seen[entry] = 1;
          scores[entry] += one * impacts.of[entry];
          has[entry] += one;
        }
      }
      // Of a word that very many have, only the most telling entries are known.
      const cuts = founds.flatMap(({ cut, impacts }, at) => (cut ? [{ impacts, one: worth[at] }] : []));
      /** The best of them, the best first. @type {number[]} */
      const best = [];
      const counts = new Uint32Array(root.groups.length);
      const isMeant = root.groups.map(([name]) => group === undefined || name === group);
      let total = 0;
      for (const entry of entries) {
        if (wanted?.of[entry] === 0) continue;
        let [sum, share] = [scores[entry], has[entry]];
        for (const { impacts, one } of cuts) {
          if (impacts.of[entry] !== 0) continue;
          sum += one;
          share += one;
        }
        counts[groups[entry]] += 1;
        if (!isMeant[groups[entry]]) continue;
        total += 1;
        const score = (scores[entry] = sum * (share / whole) ** 2 + called.impacts.of[entry] * NAMED);
        let at = best.length;
        while (at > 0 && (scores[best[at - 1]] < score || (scores[best[at - 1]] === score && best[at - 1] > entry))) at--;
        if (at >= limit) continue;
        best.splice(at, 0, entry);
        if (best.length > limit) best.pop();
      }
      const hits = await Promise.all(best.map(hit));
      return {
        asked: words.length > 0,
        hits,
        total,
        counts: new Map(root.groups.map(([name], at) => /** @type {[string, number]} */ ([name, counts[at]])).filter(([, many]) => many > 0)),
        words: founds.map(({ forms, start }, at) => ({ forms, start, worth: worth[at] ?? 0 })),
        instead: looked.flatMap(([, other], at) => (other === undefined ? [] : [/** @type {[string, string]} */ ([words[at], other])])),
      };
    };

    /** The passages of an entry: heading, anchor and words of each. @param {SearchHit} hit */
    const passages = async (hit) => {
      const [, texts, counts] = /** @type {SearchTitles} */ (await want(chunk(root.titles, Math.floor(hit.entry / root.shelf))));
      let left = hit.entry % root.shelf;
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
      let best = { value: -1, heading: "", address: hit.address, text: "", marks: /** @type {SearchMark[]} */ ([]) };
      for (const [at, { heading, text, address }] of (await passages(hit)).entries()) {
        const marks = [...text.matchAll(RUN)].flatMap((run) => {
          const word = which(run[0]);
          return word < 0 ? [] : [/** @type {SearchMark} */ ([run.index, run.index + run[0].length, word])];
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

  gobag.give("search-core", /** @type {SearchCore} */ ({ open }));
})();
