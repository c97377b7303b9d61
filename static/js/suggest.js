// Suggestions below a search field while one types, as a combobox (ARIA 1.2). Without this script the field is what it
// was: a form that is sent.

const WAIT = 120;
let fields = 0;

class Combobox {
  constructor(field) {
    this.field = field;
    this.number = ++fields;
    this.options = [];
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${this.number}`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.status = document.createElement("span");
    this.status.className = "hidden";
    this.status.setAttribute("role", "status");
    field.parentElement.classList.add("with-suggestions");
    field.after(this.list, this.status);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("input", () => this.ask());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    // The field keeps the focus, so that a click on a suggestion is not too late.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.field.value.trim();
    if (!text) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.fetch(text), WAIT);
  }

  async fetch(text) {
    this.request = new AbortController();
    try {
      const address = `${this.field.dataset.suggest}?q=${encodeURIComponent(text)}`;
      const response = await fetch(address, { signal: this.request.signal });
      if (response.ok) this.show((await response.json()).suggestions);
      else this.close();
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // no suggestions: the form still works
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.field) return;
    this.options = suggestions.map((suggestion, place) => this.option(suggestion, place));
    this.list.replaceChildren(...this.options);
    this.activate(-1);
    const any = this.options.length > 0;
    this.list.hidden = !any;
    this.field.setAttribute("aria-expanded", String(any));
    const count = this.options.length;
    this.status.textContent = any ? `${count} suggestion${count === 1 ? "" : "s"}` : "No suggestions";
  }

  option(suggestion, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    const { pathname, search } = new URL(suggestion.page); // on this site, whatever its public name
    option.dataset.address = pathname + search;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.textContent = suggestion.text;
    const detail = document.createElement("span");
    detail.className = "muted";
    const withdrawn = suggestion.type === "withdrawn" ? "withdrawn" : "";
    detail.textContent =
      suggestion.catalog_number
        ? [suggestion.matched, suggestion.catalog_number, withdrawn].filter(Boolean).join(" · ")
        : `${suggestion.type}, ${suggestion.count} product${suggestion.count === 1 ? "" : "s"}`;
    option.append(text, " ", detail);
    return option;
  }

  key(event) {
    if (event.isComposing) return;
    const last = this.options.length - 1;
    const isOpen = !this.list.hidden;
    if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // closes the list before it clears the field
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) {
        this.ask();
      } else if (event.key === "ArrowDown") {
        this.activate(this.active < last ? this.active + 1 : -1);
      } else {
        this.activate(this.active < 0 ? last : this.active - 1);
      }
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      this.choose(this.options[this.active]);
    }
  }

  activate(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", option.id);
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  choose(option) {
    if (option) location.assign(option.dataset.address);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.options = [];
    this.activate(-1);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
  }
}

document.querySelectorAll("input[data-suggest]").forEach((field) => new Combobox(field));
