/* Select2 draws its own boxes in place of a select and does not name them: the select's label does. */
"use strict";

function nameBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete.select2-hidden-accessible")) {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const box = select.parentElement.querySelector(".select2-selection");
    if (!label || !box) continue;
    label.id = `${select.id}_label`;
    const shown = box.querySelector(".select2-selection__rendered");
    if (shown && shown.localName === "ul") {
      shown.setAttribute("role", "presentation");
      for (const item of shown.children) item.setAttribute("role", "presentation");
      const field = box.querySelector(".select2-search__field");
      if (field) field.setAttribute("aria-labelledby", label.id);
      box.setAttribute("aria-labelledby", label.id);
    } else if (shown) {
      shown.setAttribute("aria-labelledby", label.id);
      box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    }
    const described = select.getAttribute("aria-describedby");
    if (described) box.setAttribute("aria-describedby", described);
  }
}

const later = () => window.setTimeout(nameBoxes);

django.jQuery(later); // after the admin's own scripts, which wait for the same moment
document.addEventListener("formset:added", later);
django.jQuery(document).on("change", "select.admin-autocomplete", later);
