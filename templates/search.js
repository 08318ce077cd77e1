// How a query is read and what it finds. The words of a unit, such as the names of its grades,
// come with the data.
window.lianfangFinder = function (data) {
  "use strict";
  const fold = window.lianfang.fold;
  const DIGITS = "〇一二三四五六七八九";
  const NUMBER = "[0-9〇零一二三四五六七八九十百]+";

  const entries = data.entries.map(function (e, order) {
    const items = (e.l || []).map(function (item) {
      return { id: item[0], label: item[1], text: item[2], place: item[3] || item[1], folded: fold(item[1] + item[2]) };
    });
    const own = fold(e.x || "");
    return {
      kind: e.k, title: e.t, text: e.x || "", href: e.h, where: e.w || "", grade: e.g,
      number: e.n, items: items, order: order,
      names: (e.a || []).map(fold), filed: e.f && fold(e.f), foldedTitle: fold(e.t), foldedWhere: fold(e.w || ""),
      folded: own + items.map(function (item) { return "\n" + item.folded; }).join(""),
    };
  });

  // 十二 and 12 alike.
  function value(text) {
    if (/^[0-9]+$/.test(text)) return Number(text);
    let all = 0, last = 0;
    for (const c of text.replace(/零/g, "〇")) {
      if (c === "百" || c === "十") {
        all += (last || 1) * (c === "百" ? 100 : 10);
        last = 0;
      } else {
        last = last * 10 + DIGITS.indexOf(c);
      }
    }
    return all + last;
  }

  function chinese(n) {
    const hundreds = Math.floor(n / 100), tens = Math.floor(n / 10) % 10, ones = n % 10;
    let out = hundreds ? DIGITS[hundreds] + "百" : "";
    if (tens) out += (tens === 1 && !hundreds ? "" : DIGITS[tens]) + "十";
    else if (hundreds && ones) out += "〇";
    return (out + (ones ? DIGITS[ones] : "")) || "〇";
  }

  // Whether all characters of `part` come in `whole` in that order: 评估办法 is the
  // 评估预警暂行办法 too.
  function within(part, whole) {
    let at = 0;
    for (const c of part) {
      at = whole.indexOf(c, at) + 1;
      if (!at) return false;
    }
    return true;
  }

  // CF1, cf-1 and CF-01 are one code.
  function codePattern(word) {
    const parts = /^([a-z]+)-?([a-z]*)-?0*([0-9]+)$/.exec(word);
    if (!parts) return null;
    const letters = parts[1] + (parts[2] ? "-" + parts[2] : "");
    // mcw2 may be M-CW-2: a hyphen may stand between any two of its letters.
    const loose = letters.replace("-", "").split("").join("-?");
    return new RegExp("(^|[^a-z0-9-])" + loose + "-?0*" + parts[3] + "(?![0-9])");
  }

  // What `letters` can stand for in a name: each character by its reading, by the first letters
  // of one, the last one as far as it is typed. Brackets within are passed. A sentence is no name:
  // its edges are no better than its middle.
  function spelled(name, letters, sentence) {
    const characters = Array.from(name);
    const found = [];
    function go(at, typed, from) {
      if (typed === letters.length) {
        found.push([from, closed(from, at)]);
        return true;
      }
      if (typed && /[（）]/.test(characters[at])) return go(at + 1, typed, from);
      const readings = data.readings[characters[at]];
      if (!readings) return false;
      return readings.split(" ").some(function (reading) {
        const rest = letters.slice(typed);
        if (rest.startsWith(reading) && go(at + 1, typed + reading.length, from)) return true;
        if (reading.startsWith(rest)) { found.push([from, closed(from, at + 1)]); return true; }
        // 社会 is sh as well as shh.
        return [2, 1].some(function (long) {
          return long < reading.length && (long === 1 || /^[zcs]h/.test(reading)) &&
            rest.startsWith(reading.slice(0, long)) && go(at + 1, typed + long, from);
        });
      });
    }
    // A bracket that is open is closed.
    function closed(from, to) {
      return to + (characters[to] === "）" && characters.indexOf("（", from) >= from && characters.indexOf("（", from) < to);
    }
    for (let start = 0; start < characters.length; start++) go(start, 0, start);
    return found.map(function (place) {
      const [from, to] = place;
      const edges = sentence ? 0 : (from === 0) + (to === characters.length);
      return {
        text: fold(characters.slice(from, to).join("")),
        edges: edges,
        // Fewer characters for the same letters: more was spelled out.
        worth: edges * 2 + letters.length / (to - from),
      };
    });
  }

  // The likeliest of what letters stand for. Where something is called so from end to end, what they
  // stand for within other words only comes behind all that speaks of it.
  let names = null;
  function spellings(letters) {
    if (!names) {
      names = new Map();
      entries.forEach(function (e) {
        [e.title].concat(e.names, e.where).forEach(function (whole) {
          const sentence = /[，。；]/.test(whole);
          whole.split(/[\s\u3000，。；：、]/).concat(whole.split(/[\s\u3000，。；：、（）]/)).forEach(function (name) {
            if (name) names.set(name, sentence && names.get(name) !== false);
          });
        });
      });
    }
    const best = new Map();
    names.forEach(function (sentence, name) {
      spelled(name, letters, sentence).forEach(function (form) {
        const known = best.get(form.text);
        if (!known || known.worth < form.worth) best.set(form.text, form);
      });
    });
    const all = Array.from(best.values()).sort(function (a, b) { return b.worth - a.worth; }).slice(0, 8);
    const called = all.some(function (form) { return form.edges === 2; });
    return all.map(function (form) { return { text: form.text, within: called && !form.edges }; });
  }

  // 五万元 and 5万元, 三个月 and 3个月 are alike; of years only the digits are.
  function counted(word) {
    const of = "(?=万|元|天|日|月|个|次|项|步|人|小时)", digits = /[0-9]/.test(word);
    const numbers = new RegExp(digits ? "(?<![0-9])[0-9]{1,2}" + of : "[一二三四五六七八九十]+" + of, "g");
    return word.replace(numbers, function (n) { return digits ? chinese(Number(n)) : String(value(n)); });
  }

  // One word of the query: what it may mean.
  function read(word) {
    const term = { word: word, forms: [word] };
    data.grades.forEach(function (grade) {
      if (fold(grade.word) === word) term.grade = grade.key;
    });
    data.kinds.forEach(function (kind, index) {
      if (fold(kind.name) === word) term.kind = index;
    });
    const day = /^([0-9]{4})[-./]0?([0-9]{1,2})[-./]0?([0-9]{1,2})$/.exec(word);
    if (day) term.forms.push(day[1] + "年" + day[2] + "月" + day[3] + "日");
    const code = codePattern(word);
    const coded = code && entries.map(function (e) {
      return e.names.find(function (name) { return own(code, name); });
    }).find(Boolean);
    // CW-1 is not looked for within CW-12.
    if (coded) return { word: word, forms: [], code: code, spelled: [coded] };
    // As they are cited: 第三条第四部分第（二）项, and in short 三（三）1（2）.
    const place = new RegExp("^《?(.*?)》?(第)?(" + NUMBER + ")(条|部分)(.*)$").exec(word) ||
      new RegExp("^《?(.*?)》?()(" + NUMBER + ")()((?:[0-9]*\\(" + NUMBER + "\\)[0-9]*)+)$").exec(word);
    if (place) {
      const numbers = place[5].match(new RegExp(NUMBER, "g")) || [];
      term.place = {
        of: place[1], number: value(place[3]), unit: place[4], items: numbers.map(value),
        name: place[4] && "第" + chinese(value(place[3])) + place[4],
      };
      if (!place[1] && !numbers.length) term.forms.push(term.place.name);
    }
    // On the way to 第12条.
    const begun = /^第([0-9]{1,3})$/.exec(word);
    if (begun) term.forms.push("第" + chinese(Number(begun[1])));
    const other = counted(word);
    if (other !== word && entries.some(function (e) { return plain(e, other); })) term.forms.push(other);
    if (/^[a-z']{2,}$/.test(word)) {
      const all = spellings(word.replace(/'/g, ""));
      term.spelled = all.map(function (form) { return form.text; });
      term.forms = term.forms.concat(term.spelled);
      term.within = all.filter(function (form) { return form.within; }).map(function (form) { return form.text; });
    }
    return term;
  }

  // How well an entry answers to a word; nothing where it does not.
  function worth(e, term) {
    // What has a grade is of this grade or is not, whatever its text says of others.
    if (term.grade && e.grade) return e.grade === term.grade ? 30 : 0;
    let best = term.kind === e.kind ? 30 : 0;
    if (term.code) {
      if (e.names.some(function (name) { return own(term.code, name); })) best = 130;
      else if (term.code.test(e.foldedTitle)) best = Math.max(best, 60);
      else if (term.code.test(e.folded)) best = Math.max(best, 12);
    }
    if (term.place && e.number === term.place.number) {
      const counted = e.foldedTitle[0] === "第" ? "条" : "部分";
      const of = term.place.of;
      // An article that has the item which is asked for, before those that have none.
      const has = term.place.items.length && placed(e, term.place) ? 25 : 0;
      if (term.place.unit ? counted === term.place.unit : has) {
        if (!of) best = Math.max(best, 100 + has);
        else if (e.foldedWhere.indexOf(of) >= 0 || e.names.indexOf(of) >= 0) best = 140 + has;
        else if (within(of, e.foldedWhere)) best = Math.max(best, 120 + has);
      }
    }
    if (term.code) return best;
    // The grade of what has none is only spoken of.
    if (term.grade) return Math.max(best, plain(e, term.word) && 6);
    term.forms.forEach(function (form, i) {
      // Of what letters stand for, the likelier first.
      const one = plain(e, form);
      best = Math.max(best, term.within && term.within.indexOf(form) >= 0 ? one && 1 : one - i * 2);
    });
    return best;
  }

  function own(code, name) {
    const found = code.exec(name);
    return found && found.index === 0 && found[0].length === name.length;
  }

  function plain(e, form) {
    if (e.foldedTitle === form) return 110;
    if (e.names.indexOf(form) >= 0 || e.filed === form) return 90;
    if (e.foldedTitle.startsWith(form)) return 64;
    if (e.foldedTitle.indexOf(form) >= 0) return 44;
    if (e.names.some(function (name) { return name.indexOf(form) >= 0; })) return 40;
    // Of what belongs to it all comes before what only names it, were it in a title.
    if (e.foldedWhere === form) return 50;
    if (e.foldedWhere.indexOf(form) >= 0) return 28;
    // A regulation by some of its words, as people call it.
    if (e.number && form.length > 2 && within(form, e.foldedWhere)) return 24;
    return e.folded.indexOf(form) >= 0 ? 18 : 0;
  }

  // The item of an article that a place names.
  function placed(e, place) {
    const end = "-a" + [e.number].concat(place.items).join("-");
    return e.items.find(function (item) { return item.id.endsWith(end); });
  }

  // The item of an article that is meant, or the first that has a word of the query.
  function itemOf(e, terms) {
    for (const term of terms) {
      if (term.place && term.place.items.length && e.number === term.place.number) {
        const item = placed(e, term.place);
        if (item) return item;
      }
    }
    const words = marks(terms);
    const has = function (text) {
      return words.some(function (word) { return text.indexOf(word) >= 0; });
    };
    if (has(e.foldedTitle) || has(fold(e.text))) return null;
    return e.items.find(function (item) { return has(item.folded); }) || null;
  }

  // The words to mark: what was typed, or what it stands for.
  function marks(terms) {
    const out = [];
    terms.forEach(function (term) {
      const forms = term.spelled && term.spelled.length ? term.spelled : term.forms;
      if (term.place && term.place.of && term.place.name) out.push(term.place.name);
      else forms.forEach(function (form) { out.push(form); });
    });
    return Array.from(new Set(out));
  }

  // A grade and a kind are written without a blank between them, too.
  const joined = new Map();
  data.grades.forEach(function (grade) {
    data.kinds.forEach(function (kind) {
      const pair = [fold(grade.word), fold(kind.name)];
      joined.set(pair[0] + pair[1], pair);
      joined.set(pair[1] + pair[0], pair);
    });
  });

  // A word that nothing has is read as two that are written together, the likeliest pair of them;
  // or without its last character.
  function apart(words, at) {
    const word = words[at], all = [];
    if (!/^[\u4e00-\u9fff]{3,12}$/.test(word)) return null;
    const instead = function (parts) { return words.slice(0, at).concat(parts, words.slice(at + 1)); };
    for (let cut = 2; cut < word.length - 1; cut++) all.push(instead([word.slice(0, cut), word.slice(cut)]));
    const found = all.map(look).filter(function (one) { return one.total; })
      .sort(function (a, b) { return b.groups[0].best - a.groups[0].best; })[0];
    const less = found || look(instead([word.slice(0, -1)]));
    less.missed = word;
    // Half a word is worth it where something is called so.
    return found || less.total && less.groups[0].best >= 44 ? less : null;
  }

  // The groups of hits, the likeliest first, and how the query was read.
  return function find(query) {
    const words = [].concat.apply([], window.lianfang.split(query).map(function (word) {
      return joined.get(word) || [word];
    }));
    const found = look(words);
    if (found.total || !words.length) return found;
    const lost = words.findIndex(function (word) { return !look([word]).total; });
    return lost >= 0 && apart(words, lost) || found;
  };

  function look(words) {
    const terms = words.map(read);
    const groups = data.kinds.map(function (kind, index) {
      return { kind: index, name: kind.name, by: kind.by, hits: [], best: 0, all: 0 };
    });
    entries.forEach(function (e) {
      const group = groups[e.kind];
      group.all++;
      let sum = 0;
      for (const term of terms) {
        const one = worth(e, term);
        if (!one) return;
        sum += one;
      }
      if (!terms.length) return;
      // A kind that is named comes first.
      if (terms.some(function (term) { return term.kind === e.kind; })) sum += 1000;
      group.hits.push({ entry: e, worth: sum, item: itemOf(e, terms) });
      group.best = Math.max(group.best, sum);
    });
    groups.forEach(function (group) {
      group.hits.sort(function (a, b) {
        return b.worth - a.worth || a.entry.order - b.entry.order;
      });
    });
    const ranked = groups.slice().sort(function (a, b) {
      return b.best - a.best || a.kind - b.kind;
    });
    return {
      terms: terms, groups: ranked, kinds: groups, marks: marks(terms),
      total: groups.reduce(function (sum, group) { return sum + group.hits.length; }, 0),
      // How many each word finds alone, for a query that finds nothing.
      alone: function () {
        return terms.map(function (term) { return { word: term.word, count: look([term.word]).total }; });
      },
    };
  }
};
{% include "search-panel.js" %}
