// The form in which one says who one is and where; it comes when it is asked for.
"use strict";

(() => {
  const { facts, make } = gobag;
  /** @param {string} key @param {Record<string, string>} [gaps] */
  const say = (key, gaps) => gobag.say("choose", key, gaps);

  /** One of several. @param {string} name @param {string} value @param {string} title @param {string | undefined} chosen */
  const option = (name, value, title, chosen) =>
    make("label", { class: "opt" }, make("input", { type: "radio", name, value, checked: value === chosen }), make("span", {}, title));

  gobag.give("choose", (/** @type {Choices} */ { groups, schools }) => {
    const device = gobagDevice;
    const choice = device.choice();
    const role = device.role()?.id;
    const roles = groups.flatMap((group) => group.roles);

    const [first, ...others] = groups.map((group) => ({
      ...group,
      options: make("div", { class: "opts opts-roles" }, ...group.roles.map(({ id, title }) => option("role", id, title, role))),
    }));
    const elsewhere = others.some((group) => group.roles.some(({ id }) => id === role));
    const more = others.map(({ title, options }) => make("div", { class: "choose-group" }, make("h3", {}, title), options));
    const at = choice.school ?? (facts.school || undefined);
    const where = [...schools, { id: "", title: say("district") }].map(({ id, title }) => option("school", id, title, at));
    const told = make("p", { class: "choose-told", role: "status" });

    const submit = async (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const asked = new FormData(form);
      const mine = roles.find(({ id }) => id === asked.get("role"));
      const school = schools.find(({ id }) => id === asked.get("school"));
      /** @type {Partial<Choice>} */
      const change = mine ? { role: mine.id, title: mine.title, card: mine.href } : {};
      if (asked.has("school")) Object.assign(change, { school: school?.id ?? "", at: school?.title });
      if (!(await device.choose(change))) {
        told.textContent = say("forgets");
        if (!form.dataset.told) return void (form.dataset.told = "yes");
      }
      dialog.close();
      // The same page at that school, where the district's page has one; else the school's first page.
      if (school && school.id !== facts.school) void gobag.go(device.twin(school.id) ?? facts.top + school.href);
    };

    const forget = () => {
      device.choose(undefined);
      dialog.close();
    };

    const form = make(
      "form",
      { class: "choose-form", submit },
      make("h2", { id: "choose_" }, say("title")),
      make(
        "fieldset",
        {},
        make("legend", {}, say("role")),
        first?.options,
        more.length > 0 ? make("details", { class: "choose-more", open: elsewhere }, make("summary", {}, say("more")), ...more) : undefined,
      ),
      schools.length > 0 ? make("fieldset", {}, make("legend", {}, say("school")), make("div", { class: "opts opts-roles" }, ...where)) : undefined,
      make("p", { class: "choose-note" }, say("note"), " ", choice.when ? make("button", { type: "button", class: "words-button", click: forget }, say("forget")) : undefined),
      told,
      make(
        "div",
        { class: "choose-end" },
        make("button", { type: "submit", class: "btn btn-main" }, say("remember")),
        make("button", { type: "button", class: "btn", click: () => dialog.close() }, say("close")),
      ),
    );
    const dialog = make("dialog", { class: "choose", "aria-labelledby": "choose_", close: () => dialog.remove() }, form);
    // A tap beside the form closes it.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    dialog.showModal();
  });
})();
