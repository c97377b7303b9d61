// Buttons that copy a value: catalog numbers, CAS numbers, SMILES. Without this script nothing is missing.

const COPY = "M9 9h10v12H9zM15 9V5H5v12h4";
const DONE = "M5 13l4.5 4.5L19 7";

const status = document.createElement("p");
status.className = "hidden";
status.setAttribute("role", "status");

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function addButton(value) {
  const { copy, label } = value.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.title = `Copy ${label}`;
  button.setAttribute("aria-label", `Copy ${label}`);
  button.append(icon(COPY));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(copy);
    } catch {
      status.textContent = `${label} could not be copied`;
      return;
    }
    status.textContent = `${label} copied`;
    button.replaceChildren(icon(DONE));
    setTimeout(() => button.replaceChildren(icon(COPY)), 1500);
  });
  value.append(button);
}

if (navigator.clipboard) {
  document.body.append(status);
  document.querySelectorAll("[data-copy]").forEach(addButton);
}
