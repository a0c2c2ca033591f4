// The home page asks who one is and where, each in one tap; then it says so, with the way to the role's card.
"use strict";

(() => {
  const { facts, make } = gobag;
  const device = gobagDevice;
  /** @param {string} key @param {Record<string, string>} [gaps] */
  const say = (key, gaps) => gobag.say("role-strip", key, gaps);
  // Its place is in the page already, or everything below would move when it comes.
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".home-head > .me"));
  if (line === null) return;

  /** @param {string} look @param {string} words @param {() => void} click @param {boolean} [form] whether it opens the form */
  const button = (look, words, click, form) => make("button", { type: "button", class: look, click, "aria-haspopup": form && "dialog" }, words);
  const choose = (/** @type {Partial<Choice>} */ change) => {
    device.choose(change);
    line.focus();
  };

  const here = document.querySelector(`a[data-school="${facts.school}"]`)?.textContent?.trim();
  const ours = button("words-button", say("my-school"), () => choose({ school: facts.school, at: here }));

  const draw = () => {
    const role = device.role();
    if (role) {
      const me = button("pill", say("am", { role: role.title }), device.ask, true);
      me.prepend(gobag.icon("role"));
      line.replaceChildren(me, ...(role.href ? [make("a", { href: role.href }, say("card"))] : []));
    } else {
      const pills = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("a[data-role]")]).slice(0, 3);
      const buttons = pills.map((pill) => {
        const [id, title, card] = [pill.dataset.role, pill.textContent?.trim() ?? "", pill.getAttribute("href") ?? undefined];
        return button("pill", title, () => choose({ role: id, title, card }));
      });
      line.replaceChildren(make("span", {}, say("i-am")), ...buttons, button("pill", say("another"), device.ask, true));
    }
    if (facts.school && device.choice().school === undefined) line.append(ours);
  };
  document.addEventListener("gobag-choice", draw);
  draw();

  // The first school that is chosen on a home page is this device's; later ones are only looked at.
  document.addEventListener("click", ({ target }) => {
    const pill = /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("a[data-school]") : null);
    if (pill && device.choice().school === undefined) device.choose({ school: pill.dataset.school, at: pill.textContent?.trim() });
  });
  // Whoever asks for the district gets it, with a school chosen too.
  // The address stays relative: a whole one would be printed.
  const district = document.querySelector("a[data-district]");
  if (district && facts.school) district.setAttribute("href", `${district.getAttribute("href")}?district`);
})();
