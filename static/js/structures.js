// Drawing beside the structure field. The editor is a megabyte: it is loaded by whoever wants to draw. Without this
// script the field does everything that the editor does.

const form = document.querySelector(".structure-form");
const field = document.getElementById("structure");
const button = form.querySelector(".draw");
const region = document.getElementById("drawing");

const PAUSE = 300; // ms without a key after which what was typed is drawn

const status = document.createElement("p");
status.className = "hint";
status.setAttribute("role", "status");

let opened = null;

async function open() {
  const { CanvasEditor, Molecule } = await import(form.dataset.editor);
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  region.append(sheet, status);
  const editor = new CanvasEditor(sheet);
  name(sheet);
  let written = null; // what the editor wrote into the field last
  let waiting = 0;

  function draw() {
    const text = field.value;
    if (text === written) return;
    written = text;
    try {
      const isMolfile = text.includes("\n");
      const molecule = isMolfile
        ? Molecule.fromMolfile(text)
        : Molecule.fromSmiles(text.trim(), { smartsMode: "guess" });
      if (molecule.getAllAtoms() === 0 && text.trim()) throw new Error("nothing drawn");
      editor.setMolecule(molecule);
      status.textContent = "";
    } catch {
      editor.clearAll();
      status.textContent = "This cannot be drawn here. It can be searched for all the same.";
    }
  }

  editor.setOnChangeListener(({ type, isUserEvent }) => {
    if (type !== "molecule" || !isUserEvent) return;
    const molecule = editor.getMolecule();
    const isPattern = molecule.isFragment();
    written = isPattern ? molecule.toIsomericSmiles({ createSmarts: true }) : molecule.toIsomericSmiles();
    field.value = written;
    field.removeAttribute("aria-invalid");
    status.textContent = "";
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, PAUSE);
  });
  if (field.value.trim()) draw();
  return sheet;
}

function name(sheet) {
  sheet.setAttribute("role", "application");
  sheet.setAttribute("aria-label", "Drawing of the structure; the field above says the same");
  sheet.setAttribute("aria-describedby", "structure-hint");
}

button.addEventListener("click", async () => {
  const show = region.hidden;
  region.hidden = !show;
  button.setAttribute("aria-expanded", String(show));
  button.textContent = show ? "Close the drawing" : "Draw";
  if (!show || opened) return;
  status.textContent = "Loading the editor …";
  region.append(status);
  try {
    opened = await open();
  } catch {
    status.textContent = "The editor could not be loaded. Paste or type the structure instead.";
  }
});

button.hidden = false;
