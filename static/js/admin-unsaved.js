// What is typed in the back office and not saved: leaving warns, and the browser keeps the text until
// it is saved, so that a lost session loses nothing. Kept by user and screen; gone on signing out.
"use strict";

const unsaved = (() => {
  const user = document.currentScript.dataset.user;
  const prefix = "aliquot-unsaved:";
  const mine = `${prefix}${user}:`;
  const place = mine + location.pathname;
  const mostRecords = 20;
  let signingOut = false;
  const largest = 1000000; // characters of one screen
  const formSelector = "#content form[method=post]:not(#login-form, #changelist-form)";

  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const write = (key, record) => {
    const text = JSON.stringify(record);
    if (text.length > largest) return;
    try {
      for (const old of kept(mine).slice(0, 1 - mostRecords)) localStorage.removeItem(old);
      localStorage.setItem(key, text);
    } catch {
      // full or forbidden: leaving still warns
    }
  };
  const kept = (start) =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(start) && key !== place)
      .sort((one, other) => (read(one)?.at ?? 0) - (read(other)?.at ?? 0));

  const valueOf = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    if (field.localName === "select")
      return [...field.selectedOptions].map((option) => [option.value, option.textContent]);
    return field.value;
  };
  const isKept = (field) =>
    field.name && !field.name.includes("__prefix__") && !field.name.startsWith("keep:") &&
    !["hidden", "password", "file", "submit", "button"].includes(field.type);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const stateOf = (form) =>
    Object.fromEntries([...form.elements].filter(isKept).map((field) => [fieldKey(field), valueOf(field)]));
  const fieldKey = (field) => (field.type === "radio" ? `${field.name}=${field.value}` : field.name);
  const isSecret = (form) => form.querySelector("input[type=password]") !== null;

  // Rows of the parts: which were there when the typing began, and how many there are.
  const rowsOf = (form) => {
    const rows = {};
    for (const total of form.querySelectorAll("input[name$='-TOTAL_FORMS']")) {
      const part = total.name.slice(0, -"-TOTAL_FORMS".length);
      const initial = Number(form.elements[`${part}-INITIAL_FORMS`]?.value ?? 0);
      const ids = Array.from({ length: initial }, (_, row) => form.elements[`${part}-${row}-id`]?.value);
      rows[part] = { initial, total: Number(total.value), ids };
    }
    return rows;
  };
  const nameNow = (key, then, now) => {
    const steps = /^(.+)-(\d+)-([^-]+)$/.exec(key);
    if (!steps || !then[steps[1]] || !now[steps[1]]) return key;
    const [, part, row, column] = steps;
    const place = Number(row) < then[part].initial
      ? now[part].ids.indexOf(then[part].ids[Number(row)])
      : Number(row) - then[part].initial + now[part].initial;
    return place < 0 ? null : `${part}-${place}-${column}`;
  };
  const addRows = (form, then) => {
    const now = rowsOf(form);
    for (const [part, rows] of Object.entries(then)) {
      const button = document.querySelector(`#${CSS.escape(part)}-group :is(.add-row a, a.add-row)`);
      let missing = rows.total - rows.initial - ((now[part]?.total ?? 0) - (now[part]?.initial ?? 0));
      for (; button && missing > 0; missing -= 1) button.click();
    }
  };
  const put = (field, value) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else if (field.localName === "select") {
      const wanted = new Map(value);
      for (const option of field.options) option.selected = wanted.delete(option.value);
      for (const [key, label] of wanted) field.add(new Option(label, key, true, true));
    } else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (window.django?.jQuery) window.django.jQuery(field).trigger("change");
    for (let around = field.closest("details"); around; around = around.parentElement.closest("details"))
      around.open = true;
  };
  const restore = (form, record) => {
    addRows(form, record.rows);
    const now = rowsOf(form);
    const lost = [], others = [];
    const fields = new Map([...form.elements].filter(isKept).map((field) => [fieldKey(field), field]));
    for (const [key, [was, value]] of Object.entries(record.changed)) {
      const field = fields.get(nameNow(key, record.rows, now));
      if (!field) lost.push(`${key}: ${typeof value === "object" ? value.map((pair) => pair[1]) : value}`);
      else {
        if (was !== null && !same(valueOf(field), was) && !same(valueOf(field), value)) others.push(key);
        put(field, value);
      }
    }
    return { lost, others };
  };

  const offer = (form, record) => {
    const bar = document.createElement("div");
    bar.className = "unsaved-bar";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Unsaved text");
    const words = document.createElement("p");
    const at = new Date(record.at);
    const today = at.toDateString() === new Date().toDateString();
    const two = (number) => String(number).padStart(2, "0");
    const day = today ? "" : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} `;
    words.textContent = `Unsaved text of ${day}${two(at.getHours())}:${two(at.getMinutes())}.`;
    const button = (label, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.addEventListener("click", act);
      bar.append(made);
      return made;
    };
    bar.append(words);
    const restoring = button("Restore", () => {
      const { lost, others } = restore(form, record);
      restoring.remove();
      discarding.textContent = "Close";
      words.setAttribute("role", "status");
      words.textContent = "Your text is back in the form, and not saved yet.";
      if (others.length)
        words.textContent += ` Somebody else changed these meanwhile, and yours stands there now: ${others.join(", ")}.`;
      if (lost.length)
        words.textContent += ` These fields are gone: ${lost.join("; ")}.`;
    });
    const discarding = button("Discard", () => {
      if (restoring.isConnected) localStorage.removeItem(place);
      bar.remove();
    });
    form.before(bar);
  };

  const watch = (form) => {
    const start = stateOf(form), rows = rowsOf(form);
    const refused = document.querySelector("#content .errornote") !== null;
    const before = read(place);
    let leaving = false, timer = 0;
    const changed = () => {
      const now = stateOf(form);
      return Object.fromEntries(
        Object.entries(now)
          .filter(([key, value]) => !same(value, start[key]))
          .filter(([key, value]) => key in start || (value && value.length !== 0))
          .map(([key, value]) => [key, [start[key] ?? null, value]]),
      );
    };
    const isDirty = () =>
      refused || Object.keys(changed()).length > 0 ||
      Object.entries(rowsOf(form)).some(([part, now]) => now.total !== rows[part]?.total);
    const keep = (sent) => {
      if (isSecret(form)) return;
      const typed = changed();
      const earlier = refused ? before?.changed ?? {} : {};
      if (Object.keys(typed).length === 0 && !refused) {
        if (wasTyped) localStorage.removeItem(place);
        return;
      }
      write(place, {
        at: Date.now(), sent, changed: { ...earlier, ...typed }, rows: { ...rowsAtFirst, ...totals(form) },
      });
    };
    const rowsAtFirst = refused && before ? before.rows : rows;
    const totals = () => {
      const now = rowsOf(form);
      return Object.fromEntries(
        Object.entries(now).map(([part, { total }]) => [part, { ...(rowsAtFirst[part] ?? now[part]), total }]),
      );
    };
    let wasTyped = false;
    form.addEventListener("input", () => {
      wasTyped = true;
      signingOut = false;
      clearTimeout(timer);
      timer = setTimeout(() => keep(false), 400);
    });
    form.addEventListener("change", () => {
      wasTyped = true;
      keep(false);
    });
    form.addEventListener("submit", (event) => {
      if (event.submitter?.formTarget === "_blank") return;
      leaving = true;
      clearTimeout(timer);
      keep(true);
    });
    window.addEventListener("pagehide", () => {
      if (!leaving && !signingOut && wasTyped) keep(false);
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) leaving = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (leaving || !isDirty()) return;
      event.preventDefault();
      event.returnValue = "";
    });
    if (before && !refused && !isSecret(form)) offer(form, before);
  };

  // A form that was sent is saved if the next page says so; a page to sign in on says that it is not.
  const settle = () => {
    const saved = document.querySelector(".messagelist .success") !== null;
    for (const key of [...kept(user ? mine : prefix), ...(user ? [place] : [])]) {
      const record = read(key);
      if (!record?.sent) continue;
      if (saved && user) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ ...record, sent: false }));
    }
  };

  const begin = () => {
    settle();
    document.querySelector("#logout-form")?.addEventListener("submit", () => {
      signingOut = true;
    });
    window.addEventListener("pagehide", () => {
      if (signingOut) for (const key of [...kept(mine), place]) localStorage.removeItem(key);
    });
    if (!user) return;
    const forms = [...document.querySelectorAll(formSelector)];
    if (forms.length) watch(forms[0]);
  };
  return { begin };
})();

// After the admin's own scripts have dressed the form, which wait for the document.
window.addEventListener("load", () => window.setTimeout(unsaved.begin));
