// The sheet of filters on telephones closes when the focus leaves it, so that nothing focused is hidden behind it.
// Without this script it closes by its button, by Escape, or by a choice.

const sheet = document.getElementById("filters");

sheet?.addEventListener("focusout", (event) => {
  const isOpen = sheet.matches(":popover-open");
  if (isOpen && event.relatedTarget && !sheet.contains(event.relatedTarget)) sheet.hidePopover();
});
