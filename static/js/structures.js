// Drawing beside the structure field. The editor is a megabyte: it is loaded by whoever wants to draw. Without this
// script the field does everything that the editor does.

const form = document.querySelector(".structure-form");
const field = document.getElementById("structure");
const button = form.querySelector(".draw");
const region = document.getElementById("drawing");

const PAUSE = 300; // ms without a key after which what was typed is drawn
const HYDROGEN = /\[H\]/; // one that has to be there, which the editor would leave out

const status = document.createElement("p");
status.className = "hint";
status.setAttribute("role", "status");

function read(Molecule, text) {
  if (text.includes("\n")) return Molecule.fromMolfile(text);
  if (HYDROGEN.test(text)) throw new Error("a hydrogen that is drawn as an atom");
  return Molecule.fromSmiles(text.trim());
}

function write(molecule) {
  return molecule.toIsomericSmiles({ createSmarts: molecule.isFragment() });
}

// The editor takes the focus from wherever it is when the pointer rests on it: only a press may.
function tame(canvas) {
  const focus = canvas.focus.bind(canvas);
  canvas.focus = (options) => {
    const focused = document.activeElement;
    if (focused === document.body || region.contains(focused) || region.matches(":active")) focus(options);
  };
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Drawing of the structure, which the field above says, too");
}

async function open() {
  const { CanvasEditor, Molecule } = await import(form.dataset.editor);
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  region.prepend(sheet);
  const editor = new CanvasEditor(sheet);
  const canvas = sheet.firstElementChild.shadowRoot.querySelector("canvas[tabindex]");
  tame(canvas);
  let drawn = ""; // what field and drawing agree on
  let waiting = 0;
  let painted = true;

  function draw() {
    const text = field.value;
    if (text === drawn) return;
    drawn = text;
    status.textContent = "";
    try {
      editor.setMolecule(read(Molecule, text));
    } catch {
      editor.setMolecule(new Molecule(0, 0));
      status.textContent = "This cannot be drawn here. It can be searched for all the same; what you draw replaces it.";
    }
    painted = false;
    requestAnimationFrame(() => (painted = true));
  }

  editor.setOnChangeListener(({ type, isUserEvent }) => {
    if (type !== "molecule" || !isUserEvent) return;
    drawn = field.value = write(editor.getMolecule());
    status.textContent = "";
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, PAUSE);
  });
  region.addEventListener("pointerdown", draw, true); // a press adds to what the field says, however lately
  // The editor gives a molecule its place when it paints it, and loses the one that is pressed on before.
  canvas.addEventListener("pointerdown", (event) => painted || event.stopImmediatePropagation(), true);
  draw();
}

let opened;

button.addEventListener("click", async () => {
  region.hidden = !region.hidden;
  button.setAttribute("aria-expanded", String(!region.hidden));
  button.textContent = region.hidden ? "Draw" : "Close the drawing";
  if (region.hidden || opened) return;
  status.textContent = "Loading the editor …";
  region.append(status);
  opened = open();
  try {
    await opened;
    if (status.textContent.startsWith("Loading")) status.textContent = "";
  } catch {
    opened = undefined;
    status.textContent = "The editor could not be loaded. Paste or type the structure instead.";
  }
});

button.hidden = false;
