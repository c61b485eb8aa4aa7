// The entry of paper sheets: Enter leads to the next field, and sends after the last one.
// In a long text, Shift and Enter together begin a new line.
const fields = [...document.querySelectorAll("[data-next]")];

for (const [place, field] of fields.entries()) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (place === fields.length - 1) {
      field.form.requestSubmit();
      return;
    }
    fields[place + 1].focus();
    fields[place + 1].select();
  });
}

const wrong = document.querySelector("[aria-invalid='true']");
(wrong ?? fields.find((field) => !field.value) ?? fields[0])?.focus();
