// @ts-check
/* The query side of the search, for a worker or a page. Its twin is tools/sopwright/search: analysis, query, lexicon,
   roman, spelling and engine there are the same functions; a test compares both, word for word. It has no stemmer: an
   index brings the stems of its words and the endings of its language. Scores are whole numbers on both sides. */

/**
 * @typedef {Object} IndexData What search/index.js holds; tools/sopwright/search/files.py writes it.
 * @property {number} version
 * @property {string} audience
 * @property {string} language
 * @property {string[]} prefixes
 * @property {[string, string, string, string, string][]} documents number, title, book, path, language
 * @property {[number, string, string, string, number][]} units document, anchor, kind, title, number of the step
 * @property {number[]} norms
 * @property {string} forms
 * @property {string} stems
 * @property {(number | number[])[]} form_stems
 * @property {number[][]} postings
 * @property {number[]} rarity
 * @property {[string, string, string[], string, number[][]][]} answers kind, title, lines, path, questions
 * @property {Facts} facts
 *
 * @typedef {Object} Facts
 * @property {string[]} stop
 * @property {[string, string][]} layouts
 * @property {[string, string][]} letters
 * @property {[string, string][]} replace
 * @property {[string, string, string, string][]} endings
 * @property {[string, string]} fold
 *
 * @typedef {Map<number, number>} Terms Term to hundredths; terms are forms by place, then stems by theirs.
 * @typedef {{form: string, last: boolean, share: number}} Word
 * @typedef {[string, boolean]} Piece Some text, and whether it was looked for.
 * @typedef {{unit: number, score: number, document: string, title: Piece[], book: string, path: string, anchor: string,
 *   kind: string, heading: Piece[], number: number, language: string}} Hit
 * @typedef {{kind: string, title: string, lines: string[], path: string}} Card
 * @typedef {{cards: Card[], hits: Hit[], plan: Terms[]}} Results
 */

(() => {
  "use strict";

  const VERSION = 1;
  const LETTERS = "a-z\u00aa\u00b5\u00ba\u00df-\u00f6\u00f8-\u024f\u0300-\u036f\u0400-\u052f\u1e00-\u1eff";
  const HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff";
  const TOKEN = `[0-9${LETTERS}]+|[${HAN}]+`;
  const APOSTROPHE = new RegExp(`(?<=[${LETTERS}])['’ʼ\`](?=[${LETTERS}])`, "g");
  const SPACE = /[ \t\n\r\f\v]+/;
  const SPECIAL = new Map(Object.entries({ ё: "е", ѝ: "и", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i", æ: "ae", œ: "oe" }));
  const DIGITS = 3;

  const EXACT = 100, STEM = 80, ENDING = 72, OTHER_STEM = 40;
  const LONGER = 70, LONGER_THAN_KNOWN = 45, LEAST_LONGER = 35;
  const ROMAN = 75, ROMAN_LONGER = 62, ROMAN_NEAR = 50, ROMAN_STEM = 45;
  const SLIPS = [0, 62, 45];
  const LONGER_SLIP = 48, STEM_SLIP = 50;
  const SURE = ENDING;
  const MOST = 16, SHORTEST = 4, LONG = 7, GAP = 5, FRONT = 7, NEARLY = 3, ITSELF = 125, LEAST_SHARED = 5, SHARED = 30;
  const LONGEST_QUERY = 1000, MOST_WORDS = 64, RETYPED = 90;
  const LEVELS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 32, 48, 64];
  const SCALE = 220000;

  // Analysis

  /** @param {string} text */
  const clean = (text) => text.normalize("NFKC").toLowerCase().replace(APOSTROPHE, "");

  /** @param {string} word */
  const fold = (word) => {
    const plain = word.normalize("NFD").replace(/([a-z])[\u0300-\u036f]+/g, "$1").normalize("NFC");
    return [...plain].map((letter) => SPECIAL.get(letter) ?? letter).join("");
  };

  /** @param {string} form */
  const isHan = (form) => form >= "\u3005" && form[0] <= "\u9fff";

  /** @param {string} run */
  const pairs = (run) => {
    const letters = [...run];
    return letters.length === 1 ? letters : letters.slice(1).map((letter, place) => letters[place] + letter);
  };

  /** @param {string} piece @param {boolean} last @param {number} share @returns {Word[]} */
  const cut = (piece, last, share) => {
    const forms = [...piece.matchAll(new RegExp(TOKEN, "g"))].flatMap(([found]) =>
      isHan(found) ? pairs(found) : [fold(found)]);
    return forms.map((form, place) => ({ form, last: last && place === forms.length - 1, share }));
  };

  // Words in order

  /** @param {readonly string[]} words @param {string} word */
  const first = (words, word) => {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** @param {readonly string[]} words @param {string} word */
  const placeOf = (words, word) => {
    const place = first(words, word);
    return words[place] === word ? place : -1;
  };

  /** @param {readonly string[]} words @param {string} front */
  const behind = (words, front) => first(words, front + (front.length < FRONT ? "\u0000" : "\uffff"));

  // Misspelt words

  /** @param {string} one @param {string} other @param {number} most */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, column) => column);
    for (let row = 1; row <= one.length; row++) {
      const line = [row];
      for (let column = 1; column <= other.length; column++) {
        const same = one[row - 1] === other[column - 1];
        let cost = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          cost = Math.min(cost, before[column - 2] + 1);
        }
        line.push(cost);
      }
      if (Math.min(...line) > most) return most + 1;
      before = last;
      last = line;
    }
    return Math.min(last[other.length], most + 1);
  };

  /** @param {string} word @param {number} drop */
  const remainders = (word, drop) => {
    const found = new Set([word]);
    let newest = [word];
    for (let round = 0; round < drop; round++) {
      const next = new Set();
      for (const rest of newest) {
        for (let place = 0; place < rest.length; place++) next.add(rest.slice(0, place) + rest.slice(place + 1));
      }
      newest = [...next];
      for (const rest of newest) found.add(rest);
    }
    return found;
  };

  /** @param {string} text */
  const hash = (text) => {
    let sum = 0x811c9dc5;
    for (let place = 0; place < text.length; place++) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
    return sum >>> 0;
  };

  class Spelling {
    /** @param {readonly string[]} words @param {number} most */
    constructor(words, most) {
      this.words = words;
      this.fronts = [...new Set(words.map((word) => word.slice(0, FRONT)))].sort();
      /** @type {number[]} */
      const hashes = [];
      /** @type {number[]} */
      const owners = [];
      this.fronts.forEach((front, number) => {
        for (const rest of remainders(front, most)) {
          hashes.push(hash(rest));
          owners.push(number);
        }
      });
      let bits = 4;
      while (1 << bits < hashes.length) bits++;
      this.mask = (1 << bits) - 1;
      this.starts = new Uint32Array((1 << bits) + 1);
      for (const sum of hashes) this.starts[(sum & this.mask) + 1]++;
      for (let bucket = 1; bucket < this.starts.length; bucket++) this.starts[bucket] += this.starts[bucket - 1];
      const next = this.starts.slice();
      this.hashes = new Uint32Array(hashes.length);
      this.owners = new Uint32Array(hashes.length);
      hashes.forEach((sum, entry) => {
        const place = next[sum & this.mask]++;
        this.hashes[place] = sum;
        this.owners[place] = owners[entry];
      });
    }

    /** @param {string} word @param {number} most @returns {[number, number][]} places and slips */
    near(word, most) {
      /** @type {Set<number>} */
      const seen = new Set();
      for (const rest of remainders(word.slice(0, FRONT), most)) {
        const sum = hash(rest);
        const bucket = sum & this.mask;
        for (let place = this.starts[bucket]; place < this.starts[bucket + 1]; place++) {
          if (this.hashes[place] === sum) seen.add(this.owners[place]);
        }
      }
      /** @type {[number, number][]} */
      const found = [];
      for (const number of [...seen].sort((a, b) => a - b)) {
        const front = this.fronts[number];
        const end = behind(this.words, front);
        for (let place = first(this.words, front); place < end; place++) {
          const slips = distance(word, this.words[place], most);
          if (slips <= most) found.push([place, slips]);
        }
      }
      return found;
    }
  }

  // Cyrillic words in Latin letters

  /** @param {string} text */
  const single = (text) => text.replace(/([^])\1+/g, "$1");

  /** @param {string} form */
  const isAscii = (form) => /^[\x00-\x7f]*$/.test(form);

  class Roman {
    /** @param {Facts} facts @param {readonly string[]} forms */
    constructor(facts, forms) {
      const letters = new Map(facts.letters);
      this.replace = facts.replace;
      /** @type {[string, number][]} */
      const keyed = [];
      forms.forEach((form, place) => {
        if (!isAscii(form)) keyed.push([single([...form].map((letter) => letters.get(letter) ?? letter).join("")), place]);
      });
      keyed.sort(([one, place], [other, another]) => (one < other ? -1 : one > other ? 1 : place - another));
      this.keys = keyed.map(([key]) => key);
      this.places = keyed.map(([, place]) => place);
      this.spelling = new Spelling(this.keys, 1);
    }

    /** @param {string} form */
    key(form) {
      return single(this.replace.reduce((text, [old, now]) => text.replaceAll(old, now), form));
    }

    /** @param {string} key @returns {[number, number][]} places, and how many letters more */
    longer(key) {
      /** @type {[number, number][]} */
      const found = [];
      for (let place = first(this.keys, key); place < this.keys.length && this.keys[place].startsWith(key); place++) {
        found.push([this.places[place], this.keys[place].length - key.length]);
      }
      return found;
    }

    /** @param {string} key */
    near(key) {
      return this.spelling.near(key, 1).map(([place]) => this.places[place]);
    }
  }

  // What a word may stand for

  class Lexicon {
    /** @param {IndexData} data */
    constructor(data) {
      this.forms = data.forms ? data.forms.split(" ") : [];
      this.stems = data.stems ? data.stems.split(" ") : [];
      this.formStems = data.form_stems.map((found) => (typeof found === "number" ? [found] : found));
      this.rarity = data.rarity;
      this.facts = data.facts;
      this.firstStem = this.forms.length;
      /** @type {Roman | null} */
      this.roman = null;
      /** @type {Spelling | null} */
      this.words = null;
      /** @type {number[]} */
      this.spelt = [];
      /** @type {Map<string, [string, string, string][]>} */
      this.endings = new Map();
      for (const [front, put, ending, add] of data.facts.endings) {
        const rows = this.endings.get(ending) ?? [];
        rows.push([front, put, add]);
        this.endings.set(ending, rows);
      }
      /** @type {number[][]} */
      this.formsOfStem = this.stems.map(() => []);
      this.formStems.forEach((stems, place) => stems.forEach((stem) => this.formsOfStem[stem].push(place)));
    }

    /** @param {string} form @param {boolean} last */
    knows(form, last) {
      return this.sure(form).size > 0 || (last && this.longer(form, 1).length > 0);
    }

    /** @param {string} form @param {boolean} last @returns {Terms} */
    terms(form, last) {
      const terms = this.sure(form);
      const guessed = terms.size > 0 && ![...terms.values()].includes(EXACT);
      if (last || !terms.size) {
        this.keep(terms, this.prefixed(form, [...terms.values()].includes(EXACT) ? LONGER_THAN_KNOWN : LONGER));
      }
      if (!terms.size && !isHan(form)) this.keep(terms, this.romanised(form, last), ITSELF);
      if (!terms.size && [...form].length >= SHORTEST && !/[0-9]/.test(form) && !isHan(form)) {
        this.keep(terms, this.misspelt(form, last), ITSELF);
      } else if (guessed && [...form].length >= LONG && !/[0-9]/.test(form) && !isHan(form)) {
        this.prepare();
        this.keep(terms, this.frequent(this.slips(/** @type {Spelling} */ (this.words), form, 1)));
      }
      return terms;
    }

    /** @param {string} form @returns {Terms} */
    sure(form) {
      const place = placeOf(this.forms, form);
      if (place >= 0) {
        /** @type {Terms} */
        const terms = new Map(this.formStems[place].map((stem) => [this.firstStem + stem, STEM]));
        return terms.set(place, EXACT);
      }
      const stems = this.withoutEndings(form).map((stem) => placeOf(this.stems, stem)).filter((stem) => stem >= 0);
      const longest = Math.max(0, ...stems.map((stem) => this.stems[stem].length));
      const kept = stems.filter((stem) => this.stems[stem].length >= longest - NEARLY);
      return new Map(kept.map((stem) => [this.firstStem + stem, ENDING]));
    }

    /** @param {string} form @returns {string[]} */
    withoutEndings(form) {
      if (isHan(form) || /^[0-9]/.test(form)) return [];
      const found = [form];
      for (let end = form.length; end > 1; end--) {
        for (const [front, put, add] of this.endings.get(form.slice(end)) ?? []) {
          if (form.startsWith(front) && end - front.length >= 2) found.push(put + form.slice(front.length, end) + add);
        }
      }
      return found;
    }

    /** @param {string} form @param {number} [most] @returns {number[]} */
    longer(form, most = Infinity) {
      const found = [];
      for (let place = first(this.forms, form); place < this.forms.length && found.length < most; place++) {
        if (!this.forms[place].startsWith(form)) break;
        found.push(place);
      }
      if (isHan(form) && [...form].length === 1 && found.length < most) {
        this.forms.forEach((other, place) => {
          if (other.length > 1 && other.slice([...other][0].length) === form) found.push(place);
        });
      }
      return found;
    }

    /** @param {string} form @param {number} most */
    prefixed(form, most) {
      return this.frequent(this.longer(form).map((place) =>
        [place, Math.max(LEAST_LONGER, most - 4 * (this.forms[place].length - form.length))]));
    }

    /** @param {[number, number][]} found @returns {[number, number][]} */
    frequent(found) {
      const order = found.map(([place, weight]) => [-weight, this.rarity[this.formStems[place][0]], place]);
      order.sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
      return order.slice(0, MOST).map(([weight, , place]) => [place, -weight]);
    }

    /** @param {Terms} terms @param {[number, number][]} forms @param {number} [itself] */
    keep(terms, forms, itself = 0) {
      /** @param {number} term @param {number} weight */
      const raise = (term, weight) => {
        if (weight > (terms.get(term) ?? 0)) terms.set(term, weight);
      };
      for (const [place, weight] of forms) {
        raise(place, Math.floor((weight * itself) / 100));
        for (const stem of this.formStems[place]) raise(this.firstStem + stem, weight);
      }
    }

    /** @param {string} form @param {boolean} last @returns {[number, number][]} */
    romanised(form, last) {
      if (!this.facts.letters.length || !isAscii(form) || /^[0-9]+$/.test(form)) return [];
      this.roman ??= new Roman(this.facts, this.forms);
      /** @type {Roman} */
      const roman = this.roman;
      const key = roman.key(form);
      /** @type {[number, number][]} */
      let found = [];
      /** @type {[number, number][]} */
      const longer = roman.longer(key);
      for (const [place, more] of longer) if (more === 0) found.push([place, ROMAN]);
      if ((last || !found.length) && key.length >= 2) {
        for (const [place, more] of longer) found.push([place, Math.max(LEAST_LONGER, ROMAN_LONGER - 4 * more)]);
      }
      if (!found.length && key.length >= SHORTEST) found = roman.near(key).map((place) => [place, ROMAN_NEAR]);
      for (let size = key.length - 1; size >= Math.max(SHORTEST, key.length - GAP); size--) {
        if (!found.length) {
          for (const [place, more] of roman.longer(key.slice(0, size))) if (more <= GAP) found.push([place, ROMAN_STEM]);
        }
      }
      return this.frequent(found);
    }

    /** @param {string} form @param {boolean} last @returns {[number, number][]} */
    misspelt(form, last) {
      this.prepare();
      const words = /** @type {Spelling} */ (this.words);
      /** @type {[number, number][]} */
      let found = this.slips(words, form, 1);
      if (last) found.push(...this.longerSlips(form));
      if (!found.length) found = [...this.stemSlips(form), ...this.knownFronts(form)];
      if (!found.length && [...form].length >= LONG) found = this.slips(words, form, 2);
      if (!found.length) found = this.alike(form);
      return this.frequent(found);
    }

    /** @param {string} form @returns {[number, number][]} */
    alike(form) {
      for (let size = form.length - 1; size >= Math.max(LEAST_SHARED, (form.length >> 1) + 1); size--) {
        const found = this.longer(form.slice(0, size));
        if (found.length) return found.map((place) => [place, SHARED]);
      }
      return [];
    }

    /** @param {Spelling} words @param {string} form @param {number} most @returns {[number, number][]} */
    slips(words, form, most) {
      return words.near(form, most).map(([place, slips]) => [this.spelt[place], SLIPS[slips]]);
    }

    /** Lists the words by their remainders: once, at the first misspelt word or sooner. */
    prepare() {
      if (this.words) return;
      const isSpelt = (/** @type {string} */ form) => !/[0-9]/.test(form) && !isHan(form);
      this.forms.forEach((form, place) => isSpelt(form) && this.spelt.push(place));
      const forms = this.spelt.map((place) => this.forms[place]);
      this.words = new Spelling(forms, 2);
      this.roots = new Spelling(this.stems.filter(isSpelt), 1);
      const fronts = new Set();
      for (const form of forms) {
        for (let size = SHORTEST; size <= LONG && size < form.length; size++) fronts.add(form.slice(0, size));
      }
      this.fronts = [...fronts].sort();
      this.beginnings = new Spelling(this.fronts, 1);
    }

    /** @param {string} form @returns {[number, number][]} */
    longerSlips(form) {
      const beginnings = /** @type {Spelling} */ (this.beginnings);
      return beginnings.near(form, 1).flatMap(([number]) => {
        const front = beginnings.words[number];
        return this.longer(front).map((place) => /** @type {[number, number]} */ (
          [place, Math.max(LEAST_LONGER, LONGER_SLIP - 2 * (this.forms[place].length - front.length))]));
      });
    }

    /** @param {string} form @returns {[number, number][]} */
    stemSlips(form) {
      const roots = /** @type {Spelling} */ (this.roots);
      /** @type {[number, number][]} */
      const found = [];
      for (const bare of new Set(this.withoutEndings(form))) {
        if (bare.length < SHORTEST || bare.length >= form.length) continue;
        for (const [root] of roots.near(bare, 1)) {
          const stem = placeOf(this.stems, roots.words[root]);
          for (const place of this.formsOfStem[stem]) found.push([place, STEM_SLIP]);
        }
      }
      return found;
    }

    /** @param {string} form @returns {[number, number][]} */
    knownFronts(form) {
      for (let size = form.length - 1; size >= Math.max(SHORTEST, form.length - GAP); size--) {
        const stem = placeOf(this.stems, form.slice(0, size));
        if (stem >= 0) return this.formsOfStem[stem].map((place) => [place, OTHER_STEM]);
      }
      return [];
    }
  }

  // What a query stands for

  class Planner {
    /** @param {IndexData} data @param {Lexicon} lexicon */
    constructor(data, lexicon) {
      this.lexicon = lexicon;
      this.stop = new Set(data.facts.stop);
      this.phrases = data.facts.stop.filter(isHan).sort((one, other) =>
        [...other].length - [...one].length || (one < other ? -1 : 1));
      this.layouts = data.facts.layouts.map(([typed, meant]) => mapping(typed, meant));
      this.fold = mapping(...data.facts.fold);
      const names = data.prefixes.map((name) => name.replace(/[^a-z0-9]/g, "\\$&")).join("|");
      this.numbers = names
        ? new RegExp(`(?<![0-9${LETTERS}])(${names})[ _./:#‐‑–-]{0,3}0*([0-9]{1,6})(?![0-9${LETTERS}])`, "g")
        : null;
    }

    /** @param {string} query @returns {Terms[]} */
    plan(query) {
      const words = this.words(query);
      const telling = words.filter(({ form }) => !this.stop.has(form));
      return (telling.length ? telling : words).slice(0, MOST_WORDS).map(({ form, last, share }) => {
        const terms = [...this.lexicon.terms(form, last)];
        return new Map(terms.map(([term, weight]) => [term, Math.floor((weight * share) / 100)]));
      });
    }

    /** @param {string} query @returns {Word[]} */
    words(query) {
      if (query.length > 2 * LONGEST_QUERY || [...query].length > LONGEST_QUERY) return [];
      const cleaned = this.joined(exchange(clean(query), this.fold));
      const pieces = this.withoutPhrases(cleaned).split(SPACE).filter(Boolean);
      const openEnd = cleaned !== "" && !SPACE.test(cleaned[cleaned.length - 1]);
      return pieces.flatMap((piece, place) => this.piece(piece, openEnd && place === pieces.length - 1));
    }

    /** @param {string} cleaned */
    joined(cleaned) {
      if (!this.numbers) return cleaned;
      return cleaned.replace(this.numbers, (_, name, digits) => name + digits.padStart(DIGITS, "0"));
    }

    /** @param {string} cleaned */
    withoutPhrases(cleaned) {
      const rest = this.phrases.reduce((text, phrase) => text.replaceAll(phrase, " "), cleaned);
      return new RegExp(TOKEN).test(rest) ? rest : cleaned;
    }

    /** @param {string} piece @param {boolean} last @returns {Word[]} */
    piece(piece, last) {
      const words = cut(piece, last, 100);
      if ([...piece].length < 2 || this.known(words)) return words;
      for (const layout of this.layouts) {
        const retyped = cut(this.joined(clean(exchange(piece, layout))), last, RETYPED);
        if (this.known(retyped)) return retyped;
      }
      return words;
    }

    /** @param {Word[]} words */
    known(words) {
      return words.length > 0 && words.every(({ form, last }) => this.lexicon.knows(form, last));
    }
  }

  /** @param {string} from @param {string} to */
  const mapping = (from, to) => {
    const targets = [...to];
    return new Map([...from].map((letter, place) => [letter, targets[place]]));
  };

  /** @param {string} text @param {Map<string, string>} map */
  const exchange = (text, map) => [...text].map((letter) => map.get(letter) ?? letter).join("");

  // Answers

  class Engine {
    /** @param {IndexData} data */
    constructor(data) {
      if (data.version !== VERSION) throw new Error(`an index of version ${data.version}, not ${VERSION}`);
      this.data = data;
      this.lexicon = new Lexicon(data);
      this.planner = new Planner(data, this.lexicon);
      this.best = new Float64Array(data.units.length);
      this.totals = new Float64Array(data.units.length);
      this.met = new Uint16Array(data.units.length);
      /** @type {Map<number, [Uint32Array, Uint32Array]>} */
      this.impactsOf = new Map();
    }

    /** @param {string} query @param {number} [limit] @returns {Results} */
    search(query, limit = 10) {
      const plan = this.planner.plan(query);
      const hits = this.rank(plan, limit).map(([unit, score]) => this.hit(unit, score, plan));
      return { cards: this.cards(plan), hits, plan };
    }

    /** @param {Terms[]} plan @param {number} limit @returns {[number, number][]} */
    rank(plan, limit) {
      /** @type {number[]} */
      const found = [];
      for (const terms of plan) {
        /** @type {number[]} */
        const touched = [];
        for (const [term, weight] of terms) {
          const [units, impacts] = this.impacts(term);
          for (let place = 0; place < units.length; place++) {
            const unit = units[place];
            const score = impacts[place] * weight;
            if (score > this.best[unit]) {
              if (!this.best[unit]) touched.push(unit);
              this.best[unit] = score;
            }
          }
        }
        for (const unit of touched) {
          if (!this.totals[unit]) found.push(unit);
          this.totals[unit] += this.best[unit];
          this.met[unit] += 1;
          this.best[unit] = 0;
        }
      }
      const wanted = plan.filter((terms) => terms.size).length;
      /** @type {[number, number][]} The best so far, in order. */
      const ranked = [];
      for (const unit of found) {
        const score = this.totals[unit] * (wanted + this.met[unit]);
        this.totals[unit] = this.met[unit] = 0;
        const worst = ranked[limit - 1];
        if (worst && (score < worst[1] || (score === worst[1] && unit > worst[0]))) continue;
        let place = Math.min(ranked.length, limit - 1);
        while (place && (ranked[place - 1][1] < score || (ranked[place - 1][1] === score && ranked[place - 1][0] > unit))) place--;
        ranked.splice(place, 0, [unit, score]);
        ranked.length = Math.min(ranked.length, limit);
      }
      return ranked;
    }

    /** @param {number} term @returns {[Uint32Array, Uint32Array]} units, and what the term tells about each */
    impacts(term) {
      const known = this.impactsOf.get(term);
      if (known) return known;
      const isForm = term < this.lexicon.firstStem;
      const stem = isForm ? this.lexicon.formStems[term][0] : term - this.lexicon.firstStem;
      /** @type {Map<number, number>} */
      const weights = new Map();
      for (const form of isForm ? [term] : this.lexicon.formsOfStem[stem]) {
        let unit = 0;
        for (const number of this.data.postings[form]) {
          unit += number >> 4;
          weights.set(unit, (weights.get(unit) ?? 0) + LEVELS[number & 15]);
        }
      }
      const rarity = this.data.rarity[stem];
      const units = Uint32Array.from(weights.keys());
      const impacts = Uint32Array.from([...weights], ([unit, weight]) =>
        Math.floor((rarity * Math.floor((SCALE * weight) / (100 * weight + this.data.norms[unit]))) / 100));
      this.impactsOf.set(term, [units, impacts]);
      return [units, impacts];
    }

    /** @param {Terms[]} plan @returns {Card[]} */
    cards(plan) {
      const start = this.lexicon.firstStem;
      const sure = plan.map((terms) =>
        new Set([...terms].filter(([term, weight]) => weight >= SURE && term >= start).map(([term]) => term - start)));
      if (!sure.length || sure.some((stems) => !stems.size)) return [];
      /** @param {number[]} key */
      const asked = (key) =>
        key.length === sure.length &&
        key.every((stem) => sure.some((stems) => stems.has(stem))) &&
        sure.every((stems) => key.some((stem) => stems.has(stem)));
      return this.data.answers
        .filter(([, , , , questions]) => questions.some(asked))
        .map(([kind, title, lines, path]) => ({ kind, title, lines, path }));
    }

    /** @param {number} unit @param {number} score @param {Terms[]} plan @returns {Hit} */
    hit(unit, score, plan) {
      const [place, anchor, kind, heading, number] = this.data.units[unit];
      const [document, title, book, path, language] = this.data.documents[place];
      return {
        unit, score, document, title: this.mark(title, plan), book, path: path + (anchor && `#${anchor}`), anchor, kind,
        heading: this.mark(heading, plan), number, language,
      };
    }

    /**
     * A text in pieces, those that were looked for marked.
     * @param {string} text
     * @param {Terms[]} plan
     * @returns {Piece[]}
     */
    mark(text, plan) {
      /** @type {Piece[]} */
      const pieces = [];
      /** @param {string} words @param {boolean} marked */
      const add = (words, marked) => {
        const before = pieces[pieces.length - 1];
        if (before && before[1] === marked) before[0] += words;
        else if (words) pieces.push([words, marked]);
      };
      let done = 0;
      for (const match of text.matchAll(new RegExp(TOKEN, "giu"))) {
        const start = match.index ?? 0;
        add(text.slice(done, start), false);
        done = start + match[0].length;
        if (isHan(match[0])) this.markRun(match[0], plan, add);
        else add(match[0], this.isTerm(fold(clean(match[0])), plan));
      }
      add(text.slice(done), false);
      return pieces;
    }

    /** @param {string} run @param {Terms[]} plan @param {(words: string, marked: boolean) => void} add */
    markRun(run, plan, add) {
      const letters = [...run];
      const met = pairs(exchange(run, this.planner.fold)).map((pair) => this.isTerm(pair, plan));
      letters.forEach((letter, place) => add(letter, Boolean(met[place] || (letters.length > 1 && met[place - 1]))));
    }

    /** @param {string} form @param {Terms[]} plan */
    isTerm(form, plan) {
      const place = placeOf(this.lexicon.forms, form);
      if (place < 0) return false;
      const terms = [place, ...this.lexicon.formStems[place].map((stem) => this.lexicon.firstStem + stem)];
      return plan.some((slot) => terms.some((term) => slot.has(term)));
    }

    /**
     * The part of a text that tells most of what was looked for.
     * @param {string} text
     * @param {Terms[]} plan
     * @param {number} [size]
     * @returns {Piece[]}
     */
    quote(text, plan, size = 150) {
      const pieces = this.mark(text, plan);
      const width = isHan([...text][0] ?? "") || /^[\u3000-\u9fff]/.test(text) ? size / 2 : size;
      let before = 0;
      for (const [words, marked] of pieces) {
        if (marked) break;
        before += words.length;
      }
      const start = before >= text.length || before < width / 3 ? 0 : boundary(text, before - Math.floor(width / 4));
      const end = start + width >= text.length ? text.length : boundary(text, start + width);
      const shown = slice(pieces, start, end);
      if (start) shown.unshift(["… ", false]);
      if (end < text.length) shown.push([" …", false]);
      return shown;
    }
  }

  /** @param {string} text @param {number} place */
  const boundary = (text, place) => {
    const space = text.lastIndexOf(" ", place);
    return space > place - 20 ? space + 1 : place;
  };

  /** @param {Piece[]} pieces @param {number} start @param {number} end @returns {Piece[]} */
  const slice = (pieces, start, end) => {
    let place = 0;
    /** @type {Piece[]} */
    const found = [];
    for (const [words, marked] of pieces) {
      const part = words.slice(Math.max(0, start - place), Math.max(0, end - place));
      if (part) found.push([part, marked]);
      place += words.length;
    }
    return found;
  };

  /** What the index's files call. */
  const shared = {
    Engine,
    /** @type {Engine | null} */
    engine: null,
    /** @type {Map<string, Record<string, string>>} The words to quote from, by document and anchor. */
    texts: new Map(),
    /** @param {IndexData} data */
    index(data) {
      shared.engine = new Engine(data);
    },
    /** @param {string} document @param {Record<string, string>} words */
    text(document, words) {
      shared.texts.set(document, words);
    },
  };
  Object.assign(globalThis, { sopwrightSearch: shared });
})();
