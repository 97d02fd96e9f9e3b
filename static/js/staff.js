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
  var sent = false;
  document.addEventListener('submit', function (event) {
    if (event.target.method !== 'post' || event.target.hasAttribute('data-again')) { return; }
    if (sent) { event.preventDefault(); return; }
    sent = true;
    // 信号断了、自己点了停止，也要能再发。
    window.setTimeout(function () { sent = false; }, 15000);
  });
  window.addEventListener('pageshow', function () { sent = false; });
}());
