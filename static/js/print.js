// A page to print: the button prints it, where there is JavaScript.
const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  button.focus();
}
