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
}());
