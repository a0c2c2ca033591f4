// The answers to an assessment into what they lead to, while the form is being filled: the classes that are left, where the
// score can still lie, what is missing. No page and no clock: `src/outcome/` says what holds, and a test holds both together.
"use strict";

(() => {
  /** The most options of a question that conditions may tell apart; beyond it nothing is claimed. */
  const MENTIONED = 12;
  /** The most weights that are followed. */
  const WEIGHTS = 1 << 14;

  /** @typedef {Given | "skipped"} Answer */

  /** @param {SheetStage} stage @param {Form} form */
  const skipped = (stage, form) => !stage.required && form.skipped.includes(stage.id);

  /** Whether anything in a stage was answered. @param {SheetStage} stage @param {Form} form */
  const begun = (stage, form) => stage.questions.some((question) => form.answers[question.id] !== undefined);

  /** @param {Answer} given @returns {readonly string[] | undefined} */
  const marks = (given) => (typeof given === "string" ? undefined : given.marked);

  /** Whether a demand is met by an answer. @param {SheetDemand} demand @param {SheetQuestion} question @param {Answer} given */
  const holds = (demand, question, given) => {
    const marked = marks(given);
    const place = (/** @type {string} */ id) => question.options.findIndex((option) => option.id === id);
    const wanted = place(demand.option);
    if (marked === undefined || wanted < 0) return false;
    switch (demand.sign) {
      case "=":
        return marked.includes(demand.option);
      case "!=":
        return !marked.includes(demand.option);
      case "<=":
        return marked.some((id) => place(id) <= wanted);
      case ">=":
        return marked.some((id) => place(id) >= wanted);
    }
  };

  /** @param {SheetClass} one */
  const demands = (one) => [...one.all, ...one.any, ...one.none];

  /**
   * Every answer that a question can still have, as far as conditions tell them apart; nothing where there are too many.
   * @param {Sheet} sheet @param {SheetQuestion} question @param {Given | undefined} given @returns {Given[] | undefined}
   */
  const answers = (sheet, question, given) => {
    if (given !== undefined) return [given];
    /** @type {Given[]} */
    let all = [{ marked: [] }];
    if (question.answer === "several") {
      const spoken = sheet.classes.flatMap(demands).filter((demand) => demand.question === question.id);
      const mentioned = [...new Set(spoken.map((demand) => demand.option))];
      if (mentioned.length > MENTIONED) return undefined;
      const sets = mentioned.reduce((sets, id) => [...sets, ...sets.map((set) => [...set, id])], [/** @type {string[]} */ ([])]);
      all = sets.map((marked) => ({ marked }));
    } else if (question.answer !== "text" && question.answer !== "date") {
      all = question.options.map(({ id }) => ({ marked: [id] }));
    }
    if (question.notApplicable) all.push("not-applicable");
    if (question.unobserved) all.push("unobserved");
    return all;
  };

  /**
   * Whether some answers meet all of these demands (met or unmet) at once. Each speaks of one question, so it is asked of
   * every question alone; only the questions of a stage that may be skipped are skipped together.
   * @param {Sheet} sheet @param {Form} form @param {readonly (readonly [SheetDemand, boolean])[]} way
   * @returns {boolean | undefined}
   */
  const possible = (sheet, form, way) => {
    let unclear = false;
    for (const stage of sheet.stages) {
      const own = way.filter(([demand]) => stage.questions.some((question) => question.id === demand.question));
      const isBegun = begun(stage, form);
      // Skipped, nothing holds: what is to be unmet is unmet.
      const bySkipping = own.every(([, met]) => !met);
      if (!stage.required && !isBegun && bySkipping) continue;
      if (skipped(stage, form) && !isBegun) return false;
      for (const question of stage.questions) {
        const here = own.filter(([demand]) => demand.question === question.id);
        const left = answers(sheet, question, form.answers[question.id]);
        if (left === undefined) unclear = true;
        else if (!left.some((given) => here.every(([demand, met]) => holds(demand, question, given) === met))) return false;
      }
    }
    return unclear ? undefined : true;
  };

  /** @param {Sheet} sheet @param {Form} form @param {SheetClass} one @returns {Standing} */
  const stands = (sheet, form, one) => {
    if (demands(one).length === 0) return "judged";
    /** @param {readonly SheetDemand[]} some @param {boolean} met @returns {[SheetDemand, boolean][]} */
    const all = (some, met) => some.map((demand) => [demand, met]);
    const always = [...all(one.all, true), ...all(one.none, false)];
    const toHold = one.any.length === 0 ? [always] : one.any.map((demand) => [...always, ...all([demand], true)]);
    const toFail = [...one.all.map((demand) => all([demand], false)), ...one.none.map((demand) => all([demand], true))];
    if (one.any.length > 0) toFail.push(all(one.any, false));
    const reached = toHold.map((way) => possible(sheet, form, way));
    const failed = toFail.map((way) => possible(sheet, form, way));
    if (!reached.includes(true)) return reached.includes(undefined) ? "judged" : "out";
    if (!failed.includes(true)) return failed.includes(undefined) ? "judged" : "holds";
    return "open";
  };

  /** @type {GobagOutcome["standing"]} */
  const standing = (sheet, form) => Object.fromEntries(sheet.classes.map((one) => [one.id, stands(sheet, form, one)]));

  /** @type {GobagOutcome["against"]} */
  const against = (sheet, form, { all, any, none }) => {
    const questions = sheet.stages.flatMap((stage) => stage.questions);
    const met = (/** @type {SheetDemand} */ demand) => {
      const question = questions.find(({ id }) => id === demand.question);
      const given = form.answers[demand.question];
      return question === undefined || given === undefined ? undefined : holds(demand, question, given);
    };
    const found = [...all.filter((one) => met(one) === false), ...none.filter((one) => met(one) === true)];
    if (any.every((one) => met(one) === false)) found.push(...any);
    return questions.map(({ id }) => id).filter((id) => found.some(({ question }) => question === id));
  };

  /** @param {SheetOption} option */
  const points = (option) => option.points ?? 0;

  /** The fewest and the most points of a question. @param {SheetQuestion} question @returns {[number, number]} */
  const between = (question) => {
    const each = question.options.map(points);
    const sum = (/** @type {number[]} */ some) => some.reduce((sum, one) => sum + one, 0);
    if (question.answer === "several") return [sum(each.filter((one) => one < 0)), sum(each.filter((one) => one > 0))];
    if (question.answer === "text" || question.answer === "date" || each.length === 0) return [0, 0];
    return [Math.min(...each), Math.max(...each)];
  };

  /**
   * The ways to answer a question: the points between which they lie, or nothing where it is left out.
   * @param {SheetQuestion} question @param {Given | undefined} given @param {SheetScoring} scoring
   * @returns {([number, number] | undefined)[]}
   */
  const ways = (question, given, scoring) => {
    const [fewest, most] = between(question);
    /** @param {"notApplicable" | "unobserved"} what @returns {[number, number] | undefined} */
    const silent = (what) => (scoring[what] === "lowest" ? [fewest, fewest] : undefined);
    if (given === "not-applicable") return [silent("notApplicable")];
    if (given === "unobserved") return [silent("unobserved")];
    if (given !== undefined) {
      const marked = question.options.filter(({ id }) => given.marked.includes(id));
      const sum = marked.reduce((sum, option) => sum + points(option), 0);
      return [[sum, sum]];
    }
    /** @type {([number, number] | undefined)[]} */
    const all = [[fewest, most]];
    if (question.notApplicable) all.push(silent("notApplicable"));
    if (question.unobserved) all.push(silent("unobserved"));
    return all;
  };

  /** The fewest and the most points by weight. @typedef {Map<number, [number, number]>} Points */

  /** @param {Points} all @param {number} weight @param {number} fewest @param {number} most */
  const add = (all, weight, fewest, most) => {
    const known = all.get(weight);
    all.set(weight, known === undefined ? [fewest, most] : [Math.min(known[0], fewest), Math.max(known[1], most)]);
  };

  /** @type {GobagOutcome["range"]} */
  const range = (sheet, form) => {
    const scoring = sheet.scoring;
    if (scoring === null) return undefined;
    /** @type {Points} */
    let soFar = new Map([[0, [0, 0]]]);
    for (const stage of sheet.stages) {
      const isBegun = begun(stage, form);
      if (skipped(stage, form) && !isBegun) continue;
      const before = stage.required || isBegun ? undefined : soFar;
      for (const question of stage.questions.filter(({ options }) => options.some((option) => option.points !== undefined))) {
        /** @type {Points} */
        const next = new Map();
        const [, heaviest] = between(question);
        for (const [weight, [fewest, most]] of soFar) {
          for (const way of ways(question, form.answers[question.id], scoring)) {
            const heavier = { percent: weight + heaviest, mean: weight + 1, sum: 1 }[scoring.formula];
            if (way === undefined) add(next, weight, fewest, most);
            else add(next, heavier, fewest + way[0], most + way[1]);
          }
        }
        if (next.size > WEIGHTS) return undefined;
        soFar = next;
      }
      if (before !== undefined) {
        soFar = new Map(soFar);
        for (const [weight, [fewest, most]] of before) add(soFar, weight, fewest, most);
      }
    }
    const factor = scoring.formula === "percent" ? 100 : 1;
    const scored = [...soFar].filter(([weight]) => weight > 0);
    if (scored.length === 0) return undefined;
    const lowest = Math.min(...scored.map(([weight, [fewest]]) => Math.floor((factor * fewest) / weight)));
    const highest = Math.max(...scored.map(([weight, [, most]]) => Math.floor((factor * most) / weight)));
    const bands = sheet.bands.filter(({ from, to }) => from <= highest && to >= lowest).map(({ id }) => id);
    return { lowest, highest, certain: scored.length === soFar.size, bands };
  };

  /** @type {GobagOutcome["open"]} */
  const open = (stage, form) =>
    skipped(stage, form) && !begun(stage, form) ? [] : stage.questions.filter(({ id }) => form.answers[id] === undefined);

  /** @type {GobagOutcome["differs"]} */
  const differs = (sheet, form, chosen) => {
    const all = standing(sheet, form);
    // A class that people judge is chosen freely, unless the answers lead to another.
    return all[chosen] === "judged" ? Object.values(all).includes("holds") : all[chosen] !== "holds";
  };

  /** @type {GobagOutcome["missing"]} */
  const missing = (sheet, work, stage) => {
    if (skipped(stage, work) && !begun(stage, work)) return [];
    /** @type {Missing[]} */
    const found = [];
    const count = open(stage, work).length;
    if (count > 0) found.push({ what: "answers", where: stage.id, count });
    for (const discipline of stage.disciplines.filter((one) => sheet.team.includes(one) && !work.kept[`here.${one}`])) {
      found.push({ what: "team", where: discipline, count: 1 });
    }
    if (stage.exit && !work.kept[`exit.${stage.id}`]) found.push({ what: "exit", where: stage.id, count: 1 });
    return found;
  };

  /** @type {GobagOutcome["closing"]} */
  const closing = (sheet, work) => {
    const found = sheet.team.filter((one) => !work.kept[`here.${one}`]).map((one) => missed("team", one));
    for (const stage of sheet.stages) found.push(...missing(sheet, work, stage).filter(({ what }) => what !== "team"));
    const chosen = sheet.classes.find(({ id }) => id === work.kept["class"]);
    if (sheet.classes.length > 0 && chosen === undefined) found.push(missed("class", ""));
    if (chosen !== undefined) {
      const untold = Array.from({ length: chosen.notify }).filter((_, at) => !work.kept[`told.${chosen.id}.${at}`]).length;
      if (differs(sheet, work, chosen.id) && !work.kept["reason"]?.trim()) found.push(missed("reason", chosen.id));
      if (untold > 0) found.push(missed("notify", chosen.id, untold));
    }
    for (const party of /** @type {const} */ (["subject", "target", "environment"])) {
      const deeds = sheet.interventions.map((deed, at) => ({ ...deed, at })).filter((deed) => deed.party === party);
      const fit = deeds.filter(({ classes }) => classes.length === 0 || (chosen !== undefined && classes.includes(chosen.id)));
      if (fit.length > 0 && !fit.some(({ at }) => work.kept[`deed.${at}`])) found.push(missed(party, party));
    }
    return found;
  };

  /** @param {Missing["what"]} what @param {string} where @param {number} [count] @returns {Missing} */
  const missed = (what, where, count = 1) => ({ what, where, count });

  /** @type {GobagOutcome["after"]} */
  const after = ({ count, unit }, from) => {
    const at = new Date(from);
    const minutes = { second: 1 / 60, minute: 1, hour: 60 };
    if (unit === "second" || unit === "minute" || unit === "hour") return new Date(at.getTime() + count * minutes[unit] * 60_000);
    if (unit === "day" || unit === "week") at.setDate(at.getDate() + count * (unit === "week" ? 7 : 1));
    else {
      const day = at.getDate();
      at.setMonth(at.getMonth() + count * (unit === "year" ? 12 : 1));
      // The 31st of a month without one is its last day, not a day of the next.
      if (at.getDate() !== day) at.setDate(0);
    }
    return at;
  };

  window.gobagOutcome = Object.freeze({ standing, against, range, open, differs, missing, closing, after });
})();
