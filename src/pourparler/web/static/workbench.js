// What pages do beyond links and forms; each works without it, only less swiftly.
"use strict";

document.documentElement.classList.add("scripted");

// Replay: while the slider moves, the date follows; when it is let go, the page does.
document.addEventListener("input", (event) => {
  const slide = event.target.closest?.(".replay .slide");
  if (!slide) return;
  const form = slide.form;
  const days = form.dataset.days.split(" ");
  form.elements.day.value = days[slide.value] ?? "";
});
document.addEventListener("change", (event) => {
  const part = event.target.closest?.(".replay .slide, .replay select");
  if (part && (part.matches(".slide") || part.form.elements.day.value)) part.form.requestSubmit();
});
