/* 键盘上更快；没有脚本，每一页照样能用。 */
(function () {
  'use strict';
  document.addEventListener('keydown', function (event) {
    var form = document.querySelector('[data-call]');
    if (!form) { return; }
    var site = form.querySelector('[name=site_words]');
    if (event.key === 'F2' && site) {
      event.preventDefault();
      site.focus();
      site.select();
    }
  });
  document.addEventListener('change', function (event) {
    var name = event.target.getAttribute('data-all'), boxes, i;
    if (!name) { return; }
    boxes = document.querySelectorAll('input[type=checkbox][name="' + name + '"]');
    for (i = 0; i < boxes.length; i += 1) { boxes[i].checked = event.target.checked; }
  });
  // 一批印到哪儿了：还没完就过一会儿再看，只换这一块；完了整页换新，把没印的也列出来。
  function watch() {
    window.setTimeout(function () {
      fetch(location.href).then(function (answer) { return answer.text(); }).then(function (text) {
        var now = new DOMParser().parseFromString(text, 'text/html').querySelector('#batch');
        if (!now || !now.hasAttribute('data-live')) { location.reload(); return; }
        document.querySelector('#batch').innerHTML = now.innerHTML;
        watch();
      }).catch(watch);
    }, 1500);
  }
  if (document.querySelector('[data-live]')) { watch(); }
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
