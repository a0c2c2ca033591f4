// Keeps the two sides of a comparison on the same page: where one goes, the other follows, if it has that page.
"use strict";
(() => {
  const frames = [...document.querySelectorAll("iframe")];
  const together = /** @type {HTMLInputElement} */ (document.getElementById("together"));
  /** Where the pages of each side begin. */
  const roots = frames.map((frame) => new URL(frame.src).pathname.replace(/[^/]*$/, ""));

  /** @param {number} from The side that went somewhere. */
  async function follow(from) {
    const [here, there] = [frames[from], frames[1 - from]];
    const [root, other] = [roots[from], roots[1 - from]];
    if (!together.checked || !here?.contentWindow || !there?.contentWindow || root === undefined || other === undefined) return;
    const path = here.contentWindow.location.pathname;
    if (!path.startsWith(root)) return;
    const same = other + path.slice(root.length);
    if (there.contentWindow.location.pathname === same) return;
    const answer = await fetch(same, { method: "HEAD", cache: "no-store" });
    if (answer.ok) there.contentWindow.location.replace(same);
  }

  frames.forEach((frame, number) => frame.addEventListener("load", () => void follow(number)));
})();
