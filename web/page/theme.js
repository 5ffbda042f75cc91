// The reader's choice between light, dark and what the system says; it lives in this browser only.

const KEY = "bookcraft.theme";

/** The saved choice, "light" or "dark"; "auto" where there is none or storage is closed to us. */
export function savedTheme() {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return "auto";
  }
}

export function saveTheme(theme) {
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Private windows may refuse storage: the choice then holds for this page.
  }
}

export function applyTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Tie the radio buttons named "theme" to the choice, in this tab and in the others. */
export function connectTheme() {
  const buttons = document.querySelectorAll('input[name="theme"]');
  const show = (theme) => buttons.forEach((button) => (button.checked = button.value === theme));
  show(savedTheme());
  buttons.forEach((button) =>
    button.addEventListener("change", () => {
      saveTheme(button.value);
      applyTheme(button.value);
    }),
  );
  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    applyTheme(savedTheme());
    show(savedTheme());
  });
}
