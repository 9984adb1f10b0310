/* Passkeys: a form with data-passkey asks the browser to make or to show one and posts what it answers.
   data-passkey="create" reads data-options; "get" reads data-options, or asks the form's own address for them.
   Its button appears only once this listens: before, the form would go out without a passkey. */
(() => {
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const withBytes = (list) => (list || []).map((item) => ({ ...item, id: bytes(item.id) }));

  async function create(options, passwordless) {
    const asked = structuredClone(options.publicKey);
    asked.challenge = bytes(asked.challenge);
    asked.user.id = bytes(asked.user.id);
    asked.excludeCredentials = withBytes(asked.excludeCredentials);
    if (passwordless !== undefined) {
      asked.authenticatorSelection = {
        ...asked.authenticatorSelection,
        residentKey: passwordless ? "required" : "discouraged",
        requireResidentKey: passwordless,
        ...(passwordless ? { userVerification: "required" } : {}),
      };
    }
    const made = await navigator.credentials.create({ publicKey: asked });
    return {
      ...common(made),
      response: {
        clientDataJSON: text(made.response.clientDataJSON),
        attestationObject: text(made.response.attestationObject),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      },
    };
  }

  async function get(options) {
    const asked = structuredClone(options.publicKey);
    asked.challenge = bytes(asked.challenge);
    asked.allowCredentials = withBytes(asked.allowCredentials);
    const shown = await navigator.credentials.get({ publicKey: asked });
    return {
      ...common(shown),
      response: {
        clientDataJSON: text(shown.response.clientDataJSON),
        authenticatorData: text(shown.response.authenticatorData),
        signature: text(shown.response.signature),
        userHandle: shown.response.userHandle ? text(shown.response.userHandle) : null,
      },
    };
  }

  const common = (credential) => ({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  });

  async function optionsOf(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  }

  function say(form, failed) {
    const place = form.querySelector("[data-passkey-says]");
    if (place) place.textContent = failed ? form.dataset.failed : "";
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async (event) => {
      const kept = form.elements.namedItem("credential");
      if (kept.value) return;
      event.preventDefault();
      say(form, false);
      try {
        const options = await optionsOf(form);
        const choice = form.elements.namedItem("passwordless");
        const passwordless = choice ? choice.checked : undefined;
        const answer = form.dataset.passkey === "create" ? await create(options, passwordless) : await get(options);
        kept.value = JSON.stringify(answer);
        form.submit();
      } catch (trouble) {
        console.warn("passkey", trouble);
        say(form, true);
      }
    });
    form.querySelector("[type=submit]").hidden = false;
  }
})();
