// What the counter's intake gains with scripts on: scanner, Enter to the next box, a draft that is
// kept by itself. Without them each button does the same.
"use strict";
(() => {
  const form = document.getElementById("intake");
  const box = (name) => document.getElementById(name) || document.querySelector(`[name="${CSS.escape(name)}"]`);

  const find = document.querySelector("[data-find]");
  find?.addEventListener("keydown", (event) => {
    const rows = document.querySelectorAll("#found [data-open]");
    if (event.key === "ArrowDown" && rows.length) { rows[0].focus(); event.preventDefault(); }
    const settled = !find.classList.contains("htmx-request") && find.value === (find.dataset.shown ?? find.defaultValue);
    if (event.key === "Enter" && settled && rows.length) { rows[0].click(); event.preventDefault(); }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "found" && find) find.dataset.shown = event.detail.requestConfig.parameters.q ?? find.value;
    if (event.detail.target.id === "people") event.detail.target.querySelector("fieldset.person-row:last-of-type select, fieldset.person-row:last-of-type input")?.focus();
  });
  if (!form) return;

  const set = (name, text) => {
    const found = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    const radio = found.find((one) => one.type === "radio" && one.value === text);
    if (radio) radio.checked = true;
    else if (found[0] && found[0].type !== "radio") found[0].value = text;
  };
  // The e-form asks the owner's name, number and address again: said once, they stand there too,
  // where nothing else was typed.
  const same = JSON.parse(form.dataset.same);
  const was = Object.fromEntries(Object.values(same).map((own) => [own, box(own)?.value]));
  const repeat = () => {
    Object.entries(same).forEach(([name, own]) => {
      const into = box(name), text = box(own)?.value;
      const apart = own === "p.0.identity" && box("p.0.kind").value === "organisation";
      if (into && text && text !== was[own] && !apart && ["", was[own]].includes(into.value)) into.value = text;
    });
    Object.values(same).forEach((own) => { was[own] = box(own)?.value; });
  };
  const changed = (from = form) => from.dispatchEvent(new Event("change", { bubbles: true }));

  // Which boxes are asked: by what was chosen before, and by the role of a person.
  const holds = (name, values) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].some(
    (one) => (/radio|checkbox/.test(one.type) ? one.checked : true) && values.includes(one.value));
  const arrange = () => {
    form.querySelectorAll("[data-when]").forEach((one) => {
      one.hidden = !one.dataset.when.split(";").every((part) => {
        const at = part.indexOf("=");
        return holds(part.slice(0, at), part.slice(at + 1).split("|"));
      });
    });
    form.querySelectorAll("[data-role]").forEach((role) => {
      form.querySelector(`[data-authorised="${role.dataset.role}"]`).hidden = role.value !== "authorised";
    });
    form.querySelectorAll(".rarely").forEach((note) => {
      const kind = note.closest("fieldset").querySelector("select[name$=identity_kind]").value;
      note.hidden = !["other", "none"].includes(kind) && !note.querySelector("input").value;
    });
  };
  arrange();

  // Enter goes to the next box; only F8 and F9 save.
  const boxes = () => [...form.querySelectorAll("input, select, textarea, button")].filter(
    (one) => !one.disabled && one.type !== "hidden" && one.tabIndex >= 0 && one.checkVisibility() && !one.matches("button, [data-scan], [type=file]"));
  const next = (from) => {
    const here = boxes().find((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && one.name !== from.name);
    const goal = here || form.querySelector("[data-key=F9]");
    goal.focus();
    if (goal.select) goal.select();
  };
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input:not([type=file]), select")) return;
    event.preventDefault();
    if (event.target.matches("[data-scan]") && event.target.value) scan(event.target);
    else next(event.target);
  });

  // The card: a scanner types its text and Enter.
  const send = (where) => fetch(where, { method: "POST", body: new FormData(form), headers: { "hx-request": "true" } });
  const fill = (said, person) => {
    Object.entries(said).forEach(([name, text]) => set(name, text));
    person?.dispatchEvent(new Event("card"));
    changed();
  };
  const at = new URL(form.action);
  const scan = async (from) => {
    const no = from.dataset.scan;
    const answer = await send(`${at.pathname}/the/${no}${at.search}`);
    const said = await answer.json();
    form.querySelector(`[data-scan-told="${no}"]`).textContent = answer.ok ? "" : said[""] ?? "";
    if (!answer.ok) { from.select(); return; }
    from.value = "";
    fill(said, from.closest("fieldset"));
    if (Object.keys(said).length === 1) { next(box(Object.keys(said)[0])); return; } // typed by hand
    const wanting = boxes().find((one) => !one.value && /^(q|a)\./.test(one.name) && one.closest("[data-rows], .field")?.textContent.includes("*"));
    (wanting ?? box(`p.${no}.phone`)).focus();
  };
  form.addEventListener("click", async (event) => {
    const filler = event.target.closest("[data-fill]");
    if (filler) {
      event.preventDefault();
      const answer = await send(filler.dataset.fill);
      if (answer.ok) fill(await answer.json());
    }
    if (event.target.closest("[data-papers]")) {
      event.preventDefault();
      form.querySelectorAll("[data-wanted]").forEach((one) => { one.value ||= one.dataset.wanted; });
      changed();
    }
    const adder = event.target.closest("[data-add-row]");
    if (adder) { event.preventDefault(); addRow(adder.dataset.addRow); }
    if (event.target.closest("[data-camera]")) look(event.target.closest("[data-camera]"));
  });
  const addRow = (table) => {
    const body = form.querySelector(`[data-rows="${CSS.escape(table)}"] tbody`);
    const number = body.rows.length;
    const row = body.rows[number - 1].cloneNode(true);
    row.querySelectorAll("[name]").forEach((one) => {
      one.name = one.name.replace(`${table}.${number - 1}.`, `${table}.${number}.`);
      if (one.id) one.id = one.name;
      if (/radio|checkbox/.test(one.type)) one.checked = false; else one.value = "";
    });
    body.append(row);
    row.querySelector("input, select").focus();
  };

  // The camera reads the card where the browser knows how to.
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    form.querySelectorAll("[data-camera]").forEach((one) => { one.hidden = false; });
  }
  const look = async (button) => {
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    const said = form.querySelector(`[data-scan-told="${box(button.dataset.camera).dataset.scan}"]`);
    said.textContent = "";
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch { said.textContent = button.dataset.failed; return; }
    const video = Object.assign(document.createElement("video"), { srcObject: stream, muted: true, playsInline: true, className: "camera" });
    button.after(video);
    await video.play();
    const stop = () => { stream.getTracks().forEach((track) => track.stop()); video.remove(); };
    video.addEventListener("click", stop);
    const until = Date.now() + 30000;
    const tick = async () => {
      if (!video.isConnected) return;
      const [found] = await detector.detect(video);
      if (!found && Date.now() < until) { requestAnimationFrame(tick); return; }
      stop();
      if (!found) said.textContent = button.dataset.failed;
      if (found) { const into = box(button.dataset.camera); into.value = found.rawValue; scan(into); }
    };
    tick();
  };

  // Files: what was chosen, and dropping them anywhere on the form.
  const chosen = () => {
    const list = form.querySelector("[data-chosen]");
    list.replaceChildren(...[...form.querySelectorAll("[data-files]")].flatMap((one) => [...one.files]).map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} (${Math.ceil(file.size / 1024).toLocaleString("vi-VN")} KB)`;
      if (file.type.startsWith("image/")) {
        const image = Object.assign(new Image(), { src: URL.createObjectURL(file), alt: "", className: "thumb" });
        item.prepend(image);
      }
      return item;
    }));
  };
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const into = box("files");
    const all = new DataTransfer();
    [...into.files, ...event.dataTransfer.files].forEach((file) => all.items.add(file));
    into.files = all.files;
    chosen();
  });

  // The draft is kept at the office for this clerk alone, a moment after the last key; nothing
  // stays in the browser, for the counter's computers are shared.
  const told = form.querySelector("[data-draft-told]");
  let later, sending;
  const keep = async () => {
    const body = new FormData(form);
    form.querySelectorAll("[type=file]").forEach((one) => body.delete(one.name));
    sending = new AbortController();
    try {
      const answer = await fetch(`${at.pathname}/nhap${at.search}`, { method: "POST", body, signal: sending.signal });
      const hour = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
      told.textContent = answer.ok ? `${told.dataset.said} ${hour}` : "";
    } catch { told.textContent = ""; }
  };
  const hold = () => { clearTimeout(later); sending?.abort(); };
  const changing = () => { clearTimeout(later); later = setTimeout(keep, 700); };
  form.addEventListener("input", changing);
  form.addEventListener("submit", hold);
  form.addEventListener("change", (event) => {
    changing();
    repeat();
    arrange();
    if (event.target.matches?.("[data-files]")) chosen();
  });
  (document.getElementById("despite") ?? document.getElementById("errors"))?.focus();
})();
