/* 照片：在手机上缩小，一张一张发，断了能再试。没有脚本时，表单照样能发。 */
(function () {
  'use strict';
  var card = document.querySelector('[data-photos]'), form, input, list, count, shots;
  var queue = [], busy = false, SIDE = 2000, SMALL = 400000;
  var NOT_SENT = '没发出去。登记已经有了，有信号时再试。';
  if (!card || !window.FormData || !window.XMLHttpRequest) { return; }
  form = card.querySelector('form');
  if (!form) { return; }
  input = form.querySelector('input[type="file"]');
  count = card.querySelector('[data-count]');
  shots = card.querySelector('.shots');
  list = document.createElement('ul');
  list.className = 'sending';
  card.insertBefore(list, form);
  card.className += ' photos-live';

  function make(parent, name, text) {
    var element = document.createElement(name);
    element.textContent = text || '';
    parent.appendChild(element);
    return element;
  }

  function number() { return parseInt(count.getAttribute('data-count'), 10); }

  function room() {
    var left = parseInt(card.getAttribute('data-most'), 10) - number() - queue.length;
    form.hidden = left <= 0;
    return left;
  }

  function key() {
    var text = 'p', i, numbers, secure = window.crypto || window.msCrypto;
    if (secure && secure.getRandomValues && window.Uint32Array) {
      numbers = secure.getRandomValues(new Uint32Array(4));
      for (i = 0; i < 4; i += 1) { text += numbers[i].toString(36); }
      return text;
    }
    return text + new Date().getTime().toString(36) + Math.random().toString(36).slice(2);
  }

  /* 老内核画图时不管照片的朝向，缩出来是歪的：那就发原图。 */
  function upright() {
    return window.CSS && CSS.supports && CSS.supports('image-orientation', 'from-image');
  }

  function shrink(file, done) {
    var address, image, canvas, scale, late;
    if (file.size < SMALL || !upright() || !window.URL || !HTMLCanvasElement.prototype.toBlob) { done(file); return; }
    function finish(blob) {
      if (!done) { return; }
      window.clearTimeout(late);
      URL.revokeObjectURL(address);
      if (canvas) { canvas.width = canvas.height = 0; }
      done(blob && blob.size && blob.size < file.size ? blob : file);
      done = null;
    }
    address = URL.createObjectURL(file);
    image = new Image();
    late = window.setTimeout(finish, 15000);
    image.onerror = function () { finish(); };
    image.onload = function () {
      try {
        scale = Math.min(1, SIDE / Math.max(image.naturalWidth, image.naturalHeight));
        canvas = document.createElement('canvas');
        canvas.width = Math.round(image.naturalWidth * scale);
        canvas.height = Math.round(image.naturalHeight * scale);
        canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(finish, 'image/jpeg', 0.82);
      } catch (e) { finish(); }
    };
    image.src = address;
  }

  function received(shot, answer) {
    var element, image, receipt = document.querySelector('img.picture');
    if (receipt) { receipt.src = receipt.src.split('?')[0] + '?photos=' + answer.count; }
    count.setAttribute('data-count', answer.count);
    count.querySelector('b').textContent = answer.count;
    count.hidden = false;
    card.querySelector('.shoot-words').textContent = '再加一张';
    list.removeChild(shot.row);
    element = make(shots, 'li');
    element.className = 'shot';
    if (answer.thumbnail) {
      image = make(element, 'img');
      image.width = image.height = 88;
      image.alt = '第 ' + answer.position + ' 张照片';
      image.src = answer.thumbnail;
    }
    make(element, 'span', '已收到');
  }

  function failed(shot, words, again) {
    shot.row.className = 'failed';
    shot.says.textContent = words;
    shot.waits = again;
    shot.button.hidden = !again;
    shot.drop.textContent = again ? '不发这张' : '知道了';
    shot.drop.hidden = false;
  }

  function next() {
    var shot = null, i, request, data;
    for (i = 0; i < queue.length && !shot; i += 1) { if (!queue[i].waits && !queue[i].done) { shot = queue[i]; } }
    if (busy || !shot) { return; }
    busy = true;
    function over() {
      busy = false;
      if (shot.done) { queue.splice(queue.indexOf(shot), 1); }
      room();
      next();
    }
    data = new FormData();
    data.append('pass', form.elements.pass.value);
    data.append('upload_key', shot.key);
    data.append('photo', shot.blob, 'photo');
    request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.timeout = 240000;
    request.upload.onprogress = function (event) {
      if (event.lengthComputable) { shot.says.textContent = '发送中 ' + Math.floor(event.loaded * 99 / event.total) + '%'; }
    };
    request.onload = function () {
      var answer = {}, final = request.status < 500 && request.status !== 429 && request.status !== 408;
      try { answer = JSON.parse(request.responseText); } catch (e) { final = false; }
      if (request.status === 200 && answer.count) {
        shot.done = true;
        received(shot, answer);
      } else if (final && answer.problem) {
        failed(shot, answer.problem, false);
        shot.done = true;
      } else {
        failed(shot, answer.problem || NOT_SENT, true);
      }
      over();
    };
    request.onerror = request.ontimeout = request.onabort = function () {
      failed(shot, NOT_SENT, true);
      over();
    };
    shot.says.textContent = '发送中';
    request.send(data);
  }

  function retry(shot) {
    if (!shot.waits) { return; }
    shot.waits = false;
    shot.row.className = '';
    shot.says.textContent = '等着发';
    shot.button.hidden = shot.drop.hidden = true;
    next();
  }

  function button(shot, text, act) {
    var element = make(shot.row, 'button', text);
    element.type = 'button';
    element.className = 'button';
    element.hidden = true;
    element.addEventListener('click', act);
    return element;
  }

  function add(file) {
    var shot = { key: key(), row: make(list, 'li'), waits: true, done: false };
    shot.says = make(shot.row, 'p', '正在准备');
    shot.says.setAttribute('role', 'status');
    shot.button = button(shot, '再试', function () { retry(shot); });
    shot.drop = button(shot, '', function () {
      list.removeChild(shot.row);
      if (queue.indexOf(shot) >= 0) { queue.splice(queue.indexOf(shot), 1); }
      room();
    });
    queue.push(shot);
    room();
    shrink(file, function (blob) {
      shot.blob = blob;
      if (blob.size > parseInt(card.getAttribute('data-most-bytes'), 10)) {
        failed(shot, '这张太大了，最多 25 MB。请给它截个屏，发截屏。', false);
        queue.splice(queue.indexOf(shot), 1);
        room();
        return;
      }
      retry(shot);
    });
  }

  input.addEventListener('change', function () {
    if (input.files && input.files[0]) { add(input.files[0]); }
    input.value = '';
  });
  input.addEventListener('focus', function () { form.querySelector('.shoot').className = 'shoot shooting'; });
  input.addEventListener('blur', function () { form.querySelector('.shoot').className = 'shoot'; });
  window.addEventListener('online', function () {
    for (var i = 0; i < queue.length; i += 1) { if (queue[i].blob) { retry(queue[i]); } }
  });
}());
