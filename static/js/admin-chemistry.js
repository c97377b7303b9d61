// Shows what chemistry reads in a compound while it is typed. The server draws, weighs and judges;
// its remarks stand beside the fields that they concern. Without this script they stand below.
"use strict";

(() => {
  const PAUSE = 350; // milliseconds without a keystroke before the server is asked

  const panel = document.querySelector("[data-chemistry]");
  const form = panel?.closest("form");
  if (!form) return;

  const place = panel.querySelector("[data-chemistry-reading]");
  const status = panel.querySelector("[data-chemistry-status]");
  const typed = panel.dataset.typed.split(" ");
  const controlOf = (column) => document.getElementById(`id_${column}`);
  let asked = null; // the request that is under way
  let timer = 0;

  function describe(control, id, described) {
    const ids = new Set((control.getAttribute("aria-describedby") ?? "").split(" "));
    ids.delete("");
    if (described) ids.add(id);
    else ids.delete(id);
    if (ids.size) control.setAttribute("aria-describedby", [...ids].join(" "));
    else control.removeAttribute("aria-describedby");
  }

  // Moves each remark from the panel to its field.
  function putRemarksBeside() {
    for (const column of typed) {
      const control = controlOf(column);
      if (!control || control.type === "hidden") continue;
      const id = `chemistry-of-${column}`;
      const remarks = place.querySelectorAll(`[data-column="${column}"]`);
      let list = document.getElementById(id);
      if (!list && remarks.length) {
        list = document.createElement("ul");
        list.id = id;
        list.className = "chemistry-remarks chemistry-remarks-beside";
        control.closest(".form-row").append(list);
      }
      list?.replaceChildren(...remarks);
      if (list) list.hidden = !remarks.length;
      describe(control, id, remarks.length > 0);
    }
  }

  // Findings are seen beside their fields; that there was no answer is seen nowhere else.
  function announce(text, { seen = false } = {}) {
    status.className = seen ? "chemistry-unanswered" : "visually-hidden";
    if (status.textContent !== text) status.textContent = text;
  }

  async function ask() {
    asked?.abort();
    const mine = (asked = new AbortController());
    const body = new URLSearchParams();
    for (const column of typed) body.set(column, controlOf(column)?.value ?? "");
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const response = await fetch(panel.dataset.chemistry, {
        method: "POST",
        body,
        signal: mine.signal,
        redirect: "error", // to the sign-in page, say
      });
      if (!response.ok) throw new Error(response.statusText);
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      if (mine !== asked) return;
      place.replaceChildren(...answer.body.childNodes);
      putRemarksBeside();
      announce(place.firstElementChild?.dataset.summary ?? "");
    } catch (error) {
      if (error.name === "AbortError") return;
      const text = "What you typed could not be read just now. It is checked when you save.";
      announce(text, { seen: true });
    }
  }

  form.addEventListener("input", (event) => {
    if (!typed.includes(event.target.name)) return;
    clearTimeout(timer);
    asked?.abort();
    timer = setTimeout(ask, PAUSE);
  });
  putRemarksBeside();
})();
