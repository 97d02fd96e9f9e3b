/* 发送：点两下只发一次；没发出去，就说没发出去。没有脚本，每张表照样能交。 */
(function () {
  'use strict';
  var WAIT_MS = 20000, nodes, i;

  function pairs(form) {
    var all = [], field, n;
    for (n = 0; n < form.elements.length; n += 1) {
      field = form.elements[n];
      if (field.name && field.nodeName === 'INPUT') {
        all.push(encodeURIComponent(field.name) + '=' + encodeURIComponent(field.value));
      }
    }
    return all.join('&');
  }

  function watch(form) {
    var sent = false, button = null, words = '', note = document.getElementById('offline');

    function again() {
      sent = false;
      if (button && words) { button.textContent = words; }
    }

    function failed(heading) {
      again();
      if (!note) { return; }
      note.getElementsByTagName('h2')[0].textContent = heading;
      note.hidden = false;
      note.focus();
    }

    // 回执前的最后一下：有没有送到，要问得到；别的答复，让表单自己再交一次，同一份只登记一件。
    function send() {
      var request = new XMLHttpRequest();
      request.open('POST', form.action);
      request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
      request.timeout = WAIT_MS;
      request.onreadystatechange = function () {
        var at = request.responseURL;
        if (request.readyState !== 2 || !request.status) { return; }
        request.onreadystatechange = null;
        request.abort();
        if (at && at !== form.action) { window.location.href = at; } else { form.submit(); }
      };
      request.onerror = function () { failed('没发出去'); };
      request.ontimeout = function () { failed('没有回音，不知道发到没有'); };
      request.send(pairs(form));
    }

    form.addEventListener('click', function (event) {
      var at = event.target;
      while (at && at !== form && at.nodeName !== 'BUTTON') { at = at.parentNode; }
      if (at && at.nodeName === 'BUTTON') { button = at; }
    });
    form.addEventListener('submit', function (event) {
      if (sent) { event.preventDefault(); return; }
      if (navigator.onLine === false) {
        event.preventDefault();
        failed('现在没有网，没发出去');
        return;
      }
      sent = true;
      if (button) {
        words = button.textContent;
        window.setTimeout(function () { if (sent) { button.textContent = button.getAttribute('data-sending') || words; } }, 0);
      }
      if (button && button.hasAttribute('data-last')) {
        event.preventDefault();
        send();
      } else {
        // 信号断了、自己点了停止，也要能再发；同一份发几次也只登记一件。
        window.setTimeout(function () { sent = false; }, 15000);
      }
    });
    window.addEventListener('pageshow', again);
    window.addEventListener('online', function () {
      if (note && !note.hidden) { note.getElementsByTagName('h2')[0].textContent = '有网了，请再点一次'; }
    });
  }
  nodes = document.querySelectorAll('form[method="post"]');
  for (i = 0; i < nodes.length; i += 1) { watch(nodes[i]); }
}());
