// What a page gains with scripts on; every page works without them.
"use strict";

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("data-again")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 8000);
});

// Boxes and buttons take no text: keys go on working there.
const isTyping = (place) => /^(SELECT|TEXTAREA)$/.test(place.tagName) || (place.tagName === "INPUT" && !/^(checkbox|radio|submit|button)$/.test(place.type));

// Keys: data-key on a link, button or field, shown beside it; "Alt" where one may be typing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey) return;
  const typing = isTyping(event.target);
  if (event.key === "Escape" && typing) { event.target.blur(); return; }
  const name = event.altKey ? `Alt+${event.key.toUpperCase()}` : event.key;
  if (typing && !event.altKey && !/^F\d/.test(event.key)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(name)}"]`);
  if (!wanted) return;
  event.preventDefault();
  goTo(wanted);
});

// A field is entered, a folded form opened at its first field, a bar of acts at its first act.
const FIELDS = "input:not([type=hidden]), select, textarea, button";
const goTo = (wanted) => {
  const form = wanted.tagName === "SUMMARY" && wanted.closest("details:not(.menu)");
  if (form) { form.open = true; form.querySelector(FIELDS)?.focus(); }
  else if (wanted.tagName === "SECTION") wanted.querySelector("button, details:not([open]) > summary, [open] select, [open] input, fieldset input")?.focus();
  else if (/^(INPUT|SELECT|TEXTAREA)$/.test(wanted.tagName)) wanted.focus();
  else wanted.click();
};

// The menu closes when one goes on elsewhere.
const closeMenu = (event) => document.querySelectorAll(".menu[open]").forEach((menu) => {
  if (event.key === "Escape") menu.querySelector("summary").focus();
  if (event.key === "Escape" || !menu.contains(event.target)) menu.open = false;
});
["pointerdown", "focusin"].forEach((name) => document.addEventListener(name, closeMenu));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenu(event); });

// A day may be typed without strokes, as a telephone's number keys have none.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-day]")) return;
  const found = /^\s*(?:(\d{1,2})[-/. ](\d{1,2})[-/. ]|(\d\d)(\d\d))(\d{4})\s*$/.exec(event.target.value);
  if (found) event.target.value = [found[1] ?? found[3], found[2] ?? found[4]].map((part) => part.padStart(2, "0")).join("/") + `/${found[5]}`;
});

// Arrows walk through the rows of a list, Enter opens, x ticks.
document.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp", "j", "k", "x"].includes(event.key) || isTyping(event.target)) return;
  if (event.key === "x") { event.target.closest("[data-row]")?.querySelector("input[type=checkbox]")?.click(); return; }
  const rows = [...document.querySelectorAll("[data-row] a[data-open]")];
  if (!rows.length) return;
  const step = ["ArrowDown", "j"].includes(event.key) ? 1 : -1;
  const row = document.activeElement.closest("[data-row]");
  const here = rows.indexOf(row?.querySelector("a[data-open]"));
  rows[Math.max(0, Math.min(rows.length - 1, here + step))].focus();
  event.preventDefault();
});

// One box chooses all the boxes of its list; how many are chosen is told, also after a refusal.
const tellCounts = () => document.querySelectorAll("[data-count]").forEach((told) => {
  const count = document.querySelectorAll(`input[name="${told.dataset.count}"]:checked`).length;
  told.textContent = count ? (told.dataset.said ?? "#: ").replace("#", count) : "";
});
tellCounts();
document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-all]");
  if (all) document.querySelectorAll(`input[name="${all.dataset.all}"]`).forEach((box) => { box.checked = all.checked; });
  tellCounts();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// A choice on which the rest of the form turns asks for the page anew.
document.addEventListener("change", (event) => {
  const then = event.target.dataset?.then;
  if (then) document.getElementById(then)?.click();
});

// A scanner ends each code with Enter: in a list of codes that leads to the next box.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-next]")) return;
  const boxes = [...document.querySelectorAll("[data-next]")];
  boxes[boxes.indexOf(event.target) + 1]?.focus();
  event.preventDefault();
});
