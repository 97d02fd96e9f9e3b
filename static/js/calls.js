/* 来电登记：回车往下走，边打边找工地、对重复、存草稿。没有脚本，按“找工地”也一样。 */
(function () {
  'use strict';
  const SITE_WAIT = 120, ASIDE_WAIT = 250, DRAFT_WAIT = 1500, COUNT_EVERY = 20000;
  const form = document.querySelector('[data-call]');

  const find = (selector) => form.querySelector(selector);
  const later = (wait, work) => {
    let timer = 0;
    const start = () => { clearTimeout(timer); timer = setTimeout(work, wait); };
    start.stop = () => clearTimeout(timer);
    return start;
  };

  /* F 键：到热线的各页去。 */
  const PAGES = { F9: 'new', F4: 'enquiry', F8: 'case' };
  document.addEventListener('keydown', (event) => {
    const menu = document.querySelector('header a[href$="/calls/new"]');
    if (menu && PAGES[event.key] && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      location.assign(menu.href.replace(/new$/, PAGES[event.key]));
    }
  });

  /* 数字自己更新；页面看不见的时候不问。 */
  const counted = document.querySelector('[data-counts]');
  if (counted) {
    setInterval(() => {
      if (document.hidden) { return; }
      fetch(counted.dataset.counts, { redirect: 'error' })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
        .then((counts) => {
          counted.querySelectorAll('[data-count]').forEach((place) => {
            const number = counts[place.dataset.count];
            const text = number + (number >= Number(counted.dataset.cap) ? '+' : '');
            if (place.textContent !== text) { place.textContent = text; }
          });
        })
        .catch(() => {});
    }, COUNT_EVERY);
  }
  if (!form) { return; }

  /* 回车：到下一格；一组选项算一格。 */
  const stops = () => {
    const seen = new Set();
    return Array.from(form.querySelectorAll('input, select, textarea')).filter((field) => {
      const isShown = field.type !== 'hidden' && field.offsetParent && !field.disabled;
      const isOption = field.type === 'radio' || field.type === 'checkbox';
      if (!isShown || field.closest('.call-head, .call-actions')) { return false; }
      if (field.name === 'amount_unsure' && find('[name=amount_yuan]').value) { return false; }
      if (!isOption) { return true; }
      if (field.type === 'radio') {
        const checked = form.querySelector(`input[name="${field.name}"]:checked`);
        if (checked && checked !== field) { return false; }
      }
      const first = !seen.has(field.name);
      seen.add(field.name);
      return first;
    });
  };
  const goOn = (from) => {
    const all = stops();
    const here = all.findIndex((field) => field === from || (field.name === from.name));
    const next = all[here + 1] || find('[data-key=save]');
    next.focus();
    if (next.select && next.type !== 'checkbox') { next.select(); }
  };

  const KEYS = { enter: 'save', s: 'break', j: 'join' };
  document.addEventListener('keydown', (event) => {
    const button = event.ctrlKey && find(`[data-key=${KEYS[event.key.toLowerCase()]}]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
  form.addEventListener('keydown', (event) => {
    const field = event.target;
    if (event.defaultPrevented || event.ctrlKey || event.isComposing) { return; }
    if (event.key === 'Enter' && field.matches('input, select')) {
      event.preventDefault();
      goOn(field);
    } else if (field.closest('[data-walk]') && /^Arrow(Left|Right)$/.test(event.key)) {
      event.preventDefault();
      const boxes = Array.from(field.closest('[data-walk]').querySelectorAll('input'));
      const step = event.key === 'ArrowRight' ? 1 : -1;
      (boxes[boxes.indexOf(field) + step] || field).focus();
    }
  });

  document.querySelectorAll('[data-only-without-script]').forEach((one) => { one.hidden = true; });

  const clock = find('[data-clock]');
  if (clock) {
    const begun = Date.now() - Number(form.dataset.seconds) * 1000;
    const tick = () => {
      const all = Math.floor((Date.now() - begun) / 1000);
      clock.textContent = `通话中 ${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
    };
    clock.hidden = false;
    tick();
    setInterval(tick, 1000);
  }

  const send = (address, more) => fetch(address, Object.assign(
    { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' }, more));
  const post = (address, more) => send(address, more)
    .then((answer) => (answer.ok ? answer : Promise.reject(answer)));

  /* 旁边：可能重复、照着念。 */
  const box = find('[data-aside-box]');
  let asked = 0;
  const refresh = later(ASIDE_WAIT, () => {
    const mine = ++asked;
    post(form.dataset.aside).then((answer) => answer.text()).then((html) => {
      if (mine === asked) { box.innerHTML = html; }
    }).catch(() => {});
  });

  /* 草稿：存在服务器上，关了浏览器也还在。 */
  const kept = find('[data-kept]');
  const tell = (text) => { if (kept && kept.textContent !== text) { kept.textContent = text; } };
  let isSent = false;
  const keep = later(DRAFT_WAIT, () => {
    if (isSent) { return; }
    post(form.dataset.draft).then(() => tell('草稿已存'), (answer) => {
      if (answer instanceof Response && (answer.type === 'opaqueredirect' || answer.status === 400)) {
        tell('登录过期了：接着填，存的时候再登录，填的都在');
      } else {
        tell('没连上，正在重试；您填的都在');
        keep();
      }
    });
  });
  if (box) {
    form.addEventListener('input', () => { refresh(); keep(); });
    form.addEventListener('submit', () => { isSent = true; keep.stop(); refresh.stop(); });
    window.addEventListener('pageshow', () => { isSent = false; });
    window.addEventListener('pagehide', () => {
      if (!isSent && kept && kept.textContent) { send(form.dataset.draft, { keepalive: true }); }
    });
  }

  /* 短信：是手机才先勾上；自己勾过的不动。 */
  const text = find('[data-text]');
  if (text) {
    let isOwn = text.checked;
    text.addEventListener('change', () => { isOwn = true; });
    find('[name=phone]').addEventListener('input', (event) => {
      const digits = event.target.value.replace(/[\s-]/g, '');
      if (!isOwn) { text.checked = /^1[3-9]\d{9}$/.test(digits); }
    });
  }

  const firstWrong = find('.input-wrong');
  if (firstWrong) { firstWrong.focus(); }

  /* 工地：上下键选，回车定；改一个字就重新找。 */
  const words = find('[data-combo]');
  if (words) {
    const place = find('[data-list]'), chosen = find('[data-chosen]'), noSite = find('[data-no-site]');
    let round = 0, isWaiting = false, wantsPick = false;
    const code = () => find('input[type=hidden][name=site_code]');
    const options = () => Array.from(place.querySelectorAll('[role=option]'));
    const active = () => options().find((one) => one.getAttribute('aria-selected') === 'true');
    const show = (html) => {
      place.innerHTML = html;
      const first = active();
      words.setAttribute('aria-expanded', String(Boolean(first)));
      if (first) { words.setAttribute('aria-activedescendant', first.id); }
      else { words.removeAttribute('aria-activedescendant'); }
    };
    const forget = () => {
      const found = form.querySelector('.found');
      if (found) { found.outerHTML = '<input type="hidden" name="site_code" value="">'; }
      code().value = '';
      chosen.hidden = true;
      noSite.hidden = false;
    };
    const pick = (option) => {
      forget();
      code().value = option.dataset.code;
      words.value = option.dataset.name;
      chosen.textContent = `念给他听：${option.dataset.name}，${option.dataset.said}。对吗？`;
      chosen.hidden = false;
      noSite.hidden = true;
      show('');
      refresh();
      keep();
      goOn(words);
    };
    const look = later(SITE_WAIT, () => {
      const mine = ++round;
      const region = find('[name=region]').value;
      const query = new URLSearchParams({ q: words.value, region: region });
      fetch(`${form.dataset.sites}?${query}`, { redirect: 'error' })
        .then((answer) => (answer.ok ? answer.text() : ''))
        .catch(() => '')
        .then((html) => {
          if (mine !== round) { return; }
          isWaiting = false;
          show(html);
          if (wantsPick && options().length === 1) { pick(options()[0]); }
          wantsPick = false;
        });
    });
    words.addEventListener('input', () => { forget(); isWaiting = true; wantsPick = false; look(); });
    words.addEventListener('blur', () => { if (active()) { show(''); } });
    place.addEventListener('mousedown', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) { event.preventDefault(); pick(option); }
    });
    words.addEventListener('keydown', (event) => {
      const all = options(), now = all.indexOf(active());
      if (event.isComposing) { return; }
      if (event.key === 'Enter' && !event.ctrlKey && (isWaiting || now >= 0)) {
        event.preventDefault();
        if (isWaiting) { wantsPick = true; } else { pick(all[now]); }
      } else if (/^Arrow(Up|Down)$/.test(event.key) && now >= 0) {
        event.preventDefault();
        const next = all[Math.max(0, Math.min(all.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1)))];
        all[now].setAttribute('aria-selected', 'false');
        next.setAttribute('aria-selected', 'true');
        words.setAttribute('aria-activedescendant', next.id);
        next.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'Escape') {
        show('');
      }
    });
  }

  /* 咨询：数字选什么事，打字就有答案。 */
  const answers = find('[data-answers-box]');
  if (answers) {
    const asking = find('[name=words]'), legend = answers.querySelector('legend');
    let turn = 0;
    const look = later(SITE_WAIT, () => {
      const mine = ++turn;
      fetch(`${form.dataset.answers}?${new URLSearchParams({ q: asking.value })}`, { redirect: 'error' })
        .then((answer) => (answer.ok ? answer.text() : ''))
        .then((html) => {
          if (mine === turn) { answers.innerHTML = legend.outerHTML + html; }
        })
        .catch(() => {});
    });
    asking.addEventListener('input', look);
    form.addEventListener('keydown', (event) => {
      const topic = event.target.name === 'topic' && find(`[data-digit="${event.key}"]`);
      if (topic) {
        event.preventDefault();
        topic.checked = true;
        asking.focus();
      }
    });
  }
}());
