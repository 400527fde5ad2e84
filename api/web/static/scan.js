// A scanner types a code and Enter: the boxes it means are ticked at once. What is not on the
// page goes to the server, which says why.
"use strict";

document.querySelectorAll("[data-scanning]").forEach((form) => {
  const field = form.querySelector("[data-scan]");
  const boxes = [...form.querySelectorAll("input[data-code]")];
  const tally = form.querySelector("[data-tally]");
  const said = form.querySelector("[data-scanned]");
  const plain = (text) => text.replace(/\s/g, "").toUpperCase();
  const count = () => {
    if (tally) tally.textContent = `(${boxes.filter((box) => box.checked).length}/${boxes.length})`;
  };
  form.addEventListener("change", count);
  count();
  if (!field) return;
  const take = (event) => {
    const typed = plain(field.value);
    const meant = boxes.filter((box) => [plain(box.dataset.code), plain(box.dataset.dossier)].includes(typed));
    if (!meant.length) return;
    event.preventDefault();
    meant.forEach((box) => { box.checked = true; });
    said.textContent = `✓ ${field.value} (${meant.length})`;
    field.value = "";
    field.focus();
    count();
  };
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") take(event); });
  form.querySelector('[name="do"][value="scan"]').addEventListener("click", take);
});
