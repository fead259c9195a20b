// Reviewing by keyboard. A key presses the button or follows the link that shows it, so that
// whatever a key does can be done by mouse and, through the form behind it, without script.
"use strict";

(() => {
  const room = () => document.getElementById("room");
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

  // What a key stands for: in the chosen statement first, then in the toast, then anywhere.
  function find(key) {
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    const places = [".chosen .recode.active", ".chosen", "#toast", "#keys", "#room"];
    for (const place of places) {
      const found = document.querySelector(`${place} ${wanted}`);
      if (found) return found;
    }
    return document.querySelector(wanted);
  }

  // What is selected in the report, as offsets of its stored text: START-END.
  function selected() {
    const selection = document.getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    const runs = [...document.querySelectorAll("[data-start]")].filter((run) => range.intersectsNode(run));
    const inside = (run, node, offset) => {
      const part = document.createRange();
      part.selectNodeContents(run);
      if (part.comparePoint(node, offset) < 0) return 0;
      if (part.comparePoint(node, offset) === 0) part.setEnd(node, offset);
      return [...part.toString()].length; // code points, as the text is counted
    };
    const ends = runs.map((run) => [
      Number(run.dataset.start) + inside(run, range.startContainer, range.startOffset),
      Number(run.dataset.start) + inside(run, range.endContainer, range.endOffset),
    ]);
    const kept = ends.filter(([start, end]) => start < end);
    return kept.length ? `${kept[0][0]}-${kept[kept.length - 1][1]}` : "";
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    const taker = event.target.closest?.("[data-takes]");
    const maker = event.target.closest?.("[data-selects]");
    const pieces = taker || maker ? selected() : "";
    if (taker && pieces) {
      document.getElementById(taker.dataset.takes).value = pieces;
      document.getElementById(taker.dataset.takes.replace("d-", "w-")).textContent =
        document.getSelection().toString();
    }
    if (maker && pieces) {
      event.preventDefault();
      location.assign(`${maker.dataset.selects}${maker.dataset.selects.includes("?") ? "&" : "?"}new=${pieces}#new`);
    }
  });

  function step(by) {
    const all = [...document.querySelectorAll(".beside li[id]")];
    const at = all.findIndex((li) => li.matches(".chosen"));
    const goal = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (goal && goal !== all[at]) goal.querySelector(".who a").click();
  }

  document.addEventListener("keydown", (event) => {
    if (!room() || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // While a dialog is open, keys are its own: Tab stays in it, Escape closes it.
    const dialog = document.querySelector("dialog[open]");
    if (dialog) return void (event.key === "?" && dialog.close());
    if (event.key === "Escape" && typing(event.target)) return void event.target.blur();
    if (typing(event.target)) return;
    // Enter and space are those of whatever has the focus.
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    if (event.key === "j" || event.key === "k") return void step(event.key === "j" ? 1 : -1);
    const found = find(event.key);
    if (!found) return;
    event.preventDefault();
    // Nobody decides on what is not on the screen yet.
    if (event.repeat || document.querySelector(".htmx-request")) return;
    if (found.matches("select")) found.focus();
    else found.click();
  });

  // A choice in a select that sends its form at once.
  document.addEventListener("change", (event) => {
    const select = event.target.closest?.("select[data-sends]");
    if (select?.value) select.form.requestSubmit();
  });

  // The chosen statement comes into view in both columns; the focus goes with it.
  function bring(focuses) {
    const li = document.querySelector(".beside li.chosen");
    if (!li) return void (focuses && document.getElementById("main")?.focus());
    if (focuses) li.focus({ preventScroll: true });
    li.scrollIntoView({ block: "nearest" });
    document.querySelector(".run.chosen")?.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("htmx:after:swap", () => bring(true));
  const start = () => room()?.dataset.named && bring(true);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
