// Filters the table while one types, and lets links leave Airflow's frame.
"use strict";
const search = document.querySelector("input[type=search]");
const table = document.getElementById("sites");
if (search && table) {
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      row.hidden = !(row.dataset.find || "").toLowerCase().includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    document.getElementById("shown").textContent = shown;
  });
}
// the frame's sandbox forbids it to move its parent, so the parent's own document follows the link
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[target=_top], a.out");
  if (!link || window.parent === window) return;
  event.preventDefault();
  const outer = window.parent.document.createElement("a");
  outer.href = link.href;
  if (link.classList.contains("out")) {
    outer.target = "_blank";
    outer.rel = "noreferrer noopener";
  }
  window.parent.document.body.append(outer);
  outer.click();
  outer.remove();
});
