// Small helps on top of pages that work without any script.

const job = document.querySelector("[data-job]");
if (job) {
  const told = document.getElementById("told");
  const look = async () => {
    try {
      const answer = await fetch(`/jobs/${job.dataset.job}?as=data`);
      const { step, share, done } = await answer.json();
      document.getElementById("share").value = share;
      if (step) document.getElementById("step").textContent = step;
      if (step && told.textContent !== step) told.textContent = step;
      if (done) return location.replace(`/jobs/${job.dataset.job}`);
    } catch {
      return setTimeout(look, 2000);
    }
    setTimeout(look, 300);
  };
  look();
}

for (const form of document.querySelectorAll("[data-send-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
  form.classList.add("by-itself");
}

for (const field of document.querySelectorAll("[data-enter-sends]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (field.value.trim()) field.form.requestSubmit();
    }
  });
}

const screen = document.querySelector(".screen");
if (screen) {
  const last = document.getElementById("last");
  screen.scrollTop = last ? last.offsetTop - screen.offsetTop - 8 : screen.scrollHeight;
}

// How many characters a field has, and how many are possible.
for (const field of document.querySelectorAll("[data-most]")) {
  const shown = document.createElement("span");
  shown.className = "left";
  const told = document.getElementById(field.dataset.told) ?? field.parentElement;
  told.append(shown);
  const count = () => {
    shown.textContent = ` ${field.value.length} of ${field.dataset.most}`;
    shown.classList.toggle("bad", field.value.length > Number(field.dataset.most));
  };
  field.addEventListener("input", count);
  count();
}

// The preview and the limits beside a form, a moment after the last key.
for (const form of document.querySelectorAll("[data-look]")) {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(form.dataset.look, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (answer.ok) document.getElementById("look").innerHTML = await answer.text();
    }, 500);
  });
}
