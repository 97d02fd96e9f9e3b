/* 让手机上更顺手；没有脚本，每一页照样能用。 */
(function () {
  'use strict';
  var i, nodes;

  function gap(said, count, mark) {
    return said && (count < 1000 || (said.charAt(said.length - 1) === '亿' && !mark)) ? '零' : '';
  }

  function inWords(text) {
    var plain = text.replace(/[\s,，元]/g, ''), yuan, said = '', n;
    if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) { return ''; }
    yuan = Math.floor(parseFloat(plain));
    if (yuan >= 100000000) { n = Math.floor(yuan / 100000000); said += n + '亿'; yuan %= 100000000; }
    if (yuan >= 10000) { n = Math.floor(yuan / 10000); said += gap(said, n, '万') + n + '万'; yuan %= 10000; }
    if (said && yuan && yuan % 1000 === 0) {
      said += gap(said, yuan, '') + yuan / 1000 + '千';
    } else if (yuan || !said) {
      said += gap(said, yuan, '') + yuan;
    }
    return '就是 ' + said + '元';
  }

  function readBack(input) {
    var out = document.getElementById(input.getAttribute('data-words'));
    function show() { out.textContent = inWords(input.value); }
    input.addEventListener('input', show);
    show();
  }
  nodes = document.querySelectorAll('[data-words]');
  for (i = 0; i < nodes.length; i += 1) { readBack(nodes[i]); }

  function copy(button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var area = document.createElement('textarea');
      area.value = button.getAttribute('data-copy');
      document.body.appendChild(area);
      area.select();
      try { document.execCommand('copy'); button.textContent = '已复制'; } catch (e) { button.textContent = '请截屏或用笔记下'; }
      document.body.removeChild(area);
    });
  }
  nodes = document.querySelectorAll('[data-copy]');
  for (i = 0; i < nodes.length; i += 1) { copy(nodes[i]); }

  function sendOnce(form) {
    var sent = false, button = null, words = '';
    form.addEventListener('click', function (event) {
      var at = event.target;
      while (at && at !== form && at.nodeName !== 'BUTTON') { at = at.parentNode; }
      if (at && at.nodeName === 'BUTTON') { button = at; }
    });
    form.addEventListener('submit', function (event) {
      if (sent) { event.preventDefault(); return; }
      if (navigator.onLine === false) {
        event.preventDefault();
        var note = document.getElementById('offline');
        if (note) { note.hidden = false; note.focus(); }
        return;
      }
      sent = true;
      // 信号断了、自己点了停止，也要能再发；同一份发几次也只登记一件。
      window.setTimeout(function () { sent = false; }, 15000);
      if (button) {
        words = button.textContent;
        window.setTimeout(function () { button.textContent = button.getAttribute('data-sending') || words; }, 0);
      }
    });
    window.addEventListener('pageshow', function () {
      sent = false;
      if (button && words) { button.textContent = words; }
    });
  }
  nodes = document.querySelectorAll('form[method="post"]');
  for (i = 0; i < nodes.length; i += 1) { sendOnce(nodes[i]); }
}());
