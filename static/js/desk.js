// The moderators' queue by the keyboard. Keys act only while a text of the list has the focus,
// so that they never get in the way of a field or of a screen reader elsewhere.
(() => {
  const list = document.querySelector("[data-desk]");
  if (!list) return;
  const items = [...list.children];
  const focus = (item) => item && item.focus();
  const inside = (item, selector) => item.querySelector(selector);
  const keys = {
    j: (item) => focus(item.nextElementSibling),
    k: (item) => focus(item.previousElementSibling),
    p: (item) => inside(item, "[data-first]")?.click(),
    x: (item) => inside(item, "input[type=checkbox]")?.click(),
    o: (item) => inside(item, "[data-open]")?.click(),
  };
  list.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-desk] > li");
    const act = keys[event.key.toLowerCase()];
    if (!item || !act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
    event.preventDefault();
    act(item);
  });
  // After an act the next text is the first. The browser goes to the anchor at its own time: we wait.
  if (location.hash === "#waiting") addEventListener("load", () => setTimeout(() => focus(items[0]), 50));
})();
