/* 键盘上更快；没有脚本，每一页照样能用。 */
(function () {
  'use strict';
  document.addEventListener('keydown', function (event) {
    var form = document.querySelector('[data-call]');
    if (!form) { return; }
    if (event.key === 'F2') {
      event.preventDefault();
      form.querySelector('[name=site_words]').focus();
    } else if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      form.querySelector('[name=go][value=save]').click();
    }
  });
  var sent = false;
  document.addEventListener('submit', function (event) {
    if (event.target.method !== 'post' || event.target.hasAttribute('data-again')) { return; }
    if (sent) { event.preventDefault(); return; }
    sent = true;
    // 信号断了、自己点了停止，也要能再发。
    window.setTimeout(function () { sent = false; }, 15000);
  });
  // 选了哪一项，只留那一项要填的；没有脚本，全部留着，旁边写着哪项要填。
  function keepOnly(form) {
    var list = form.querySelector('select');
    var parts = form.querySelectorAll('[data-only]');
    var hints = form.querySelectorAll('[data-only] .hint');
    for (var n = 0; n < hints.length; n += 1) { hints[n].hidden = true; }
    function show() {
      for (var i = 0; i < parts.length; i += 1) {
        parts[i].hidden = (' ' + parts[i].getAttribute('data-only') + ' ').indexOf(' ' + list.value + ' ') < 0;
      }
    }
    if (list && parts.length) { list.addEventListener('change', show); show(); }
  }
  Array.prototype.forEach.call(document.querySelectorAll('form'), keepOnly);
  window.addEventListener('pageshow', function () { sent = false; });
}());
