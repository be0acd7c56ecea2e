// Bank accounts of the chosen fund only. Without a script all are offered, and the server refuses what does not belong.
export function watchFunds(root) {
  for (const fund of root.querySelectorAll("select[name=fund]")) {
    const account = fund.form.elements["account"];
    if (!account) continue;
    const fit = () => {
      const code = fund.value.split("/")[0];
      const options = [...account.options];
      for (const option of options) option.hidden = option.disabled = Boolean(option.dataset.for) && option.dataset.for !== code;
      if (account.selectedOptions[0]?.disabled) account.value = options.find(option => !option.disabled)?.value ?? "";
    };
    fund.addEventListener("change", fit);
    fit();
  }
}
