// Suggestions while typing in a search field: the combobox with a list of WAI-ARIA 1.2.
// Without this script the field is a plain form; whatever fails here leaves that form.

const WAIT = 200; // milliseconds without a keystroke before we ask
const SHORTEST = 2;

for (const form of document.querySelectorAll("form[data-suggestions]")) {
  enhance(form);
}

function enhance(form) {
  const field = form.querySelector("input[type=search]");
  const list = makeList(form, field);
  const status = makeStatus(form);
  let timer = 0;
  let asked = ""; // the question whose answer is awaited or shown
  let active = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", steer);
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) follow(option);
  });

  async function ask() {
    const question = field.value.trim();
    asked = question;
    if (question.length < SHORTEST) {
      close();
      return;
    }
    const found = await fetchTitles(form.dataset.suggestions, question);
    if (asked !== question || document.activeElement !== field) return; // an older or late answer
    show(found);
  }

  function show(found) {
    active = -1;
    field.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map((item, index) => makeOption(list.id, item, index)));
    toggle(found.length > 0);
    status.textContent = countInWords(form.dataset, found.length);
  }

  function steer(event) {
    const options = [...list.children];
    const isOpen = !list.hidden;
    if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // the first Escape closes the list, the next one empties the field
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && isOpen) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1; // the field itself is one of them
      active = ((active + 1 + step + places) % places) - 1;
      mark(options);
    } else if (event.key === "ArrowDown") {
      ask();
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      follow(options[active]);
    }
  }

  function mark(options) {
    options.forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === active));
    });
    if (active >= 0) {
      field.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function close() {
    clearTimeout(timer);
    asked = "";
    active = -1;
    field.removeAttribute("aria-activedescendant");
    status.textContent = "";
    toggle(false);
  }

  function toggle(isShown) {
    list.hidden = !isShown;
    field.setAttribute("aria-expanded", String(isShown));
  }
}

async function fetchTitles(address, question) {
  try {
    const answer = await fetch(`${address}?${new URLSearchParams({ q: question })}`);
    return answer.ok ? (await answer.json()).suggestions : [];
  } catch {
    return []; // offline or cut: the form still works
  }
}

function makeList(form, field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-list`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent.trim());
  form.append(list);
  return list;
}

function makeStatus(form) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(status);
  return status;
}

function makeOption(listId, item, index) {
  const option = document.createElement("li");
  option.id = `${listId}-${index}`;
  option.textContent = item.title;
  option.dataset.address = item.url;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  return option;
}

function follow(option) {
  window.location.assign(option.dataset.address);
}

function countInWords(words, count) {
  if (count === 0) return words.countNone;
  return count === 1 ? words.countOne : words.countMany.replace("{count}", String(count));
}
