// Sums while they are typed: what is ticked comes to, what is handed back, how a count differs.
"use strict";

const dong = (amount) => `${amount < 0 ? "−" : ""}${Math.abs(amount).toString().replace(/\B(?=(\d{3})+$)/g, ".")} đ`;
const typed = (field) => (/^[\d. ]+$/.test(field.value) ? Number(field.value.replace(/[. ]/g, "")) : null);

document.querySelectorAll("[data-bill]").forEach((bill) => {
  const total = bill.querySelector("[data-total]");
  if (!total) return;
  const change = bill.querySelector("[data-change]");
  const tendered = change.querySelector("input");
  const reckon = () => {
    const sum = [...bill.querySelectorAll("[data-amount]:checked")].reduce((all, box) => all + Number(box.dataset.amount), 0);
    total.textContent = dong(sum);
    change.hidden = !bill.querySelector('[name="method"][value="cash"]:checked');
    const given = typed(tendered);
    change.querySelector("[data-left]").textContent = given === null ? "–" : dong(given - sum);
  };
  bill.addEventListener("input", reckon);
  reckon();
});

document.querySelectorAll("[data-drawer]").forEach((drawer) => {
  const reckon = () => drawer.querySelectorAll("[data-expected]").forEach((field) => {
    const counted = typed(field);
    const row = field.closest("tr");
    const gap = counted === null ? 0 : counted - Number(field.dataset.expected);
    row.querySelector("[data-gap]").textContent = gap ? dong(gap) : "–";
    row.querySelector("select").required = gap !== 0;
  });
  drawer.addEventListener("input", reckon);
  reckon();
});
