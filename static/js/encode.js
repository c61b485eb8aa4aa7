// The entry of paper sheets: Enter leads to the next field, and sends after the last one.
const fields = [...document.querySelectorAll("[data-next]")];

for (const [place, field] of fields.entries()) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || place === fields.length - 1) return;
    event.preventDefault();
    fields[place + 1].focus();
    fields[place + 1].select();
  });
}

const wrong = document.querySelector("[aria-invalid='true']");
(wrong ?? fields.find((field) => !field.value) ?? fields[0])?.focus();
