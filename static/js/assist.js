// The counter: the list of ideas narrows as one types; Ctrl and Enter send the form.
const find = document.querySelector("#assist-find");
const lines = [...document.querySelectorAll(".parvis-ballots li")];
const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

if (find && lines.length > 8) {
  find.parentElement.hidden = false;
  find.addEventListener("input", () => {
    const wanted = plain(find.value.trim());
    for (const line of lines) line.hidden = !plain(line.textContent).includes(wanted);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

const form = document.querySelector("[data-assist]");
form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
});

(document.querySelector("#errors") ?? document.querySelector("#id_agrees, #id_title"))?.focus();
