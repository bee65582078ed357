/* Search on this page: reads ?q=, asks Pagefind, shows results. Nothing leaves this machine.
   Without script, or in a browser too old for it, the lists on the page serve instead. */
(function () {
  "use strict";

  var STROKE = "\u0335"; // what the index has for the bar of đ, see search.py
  var SHOWN = 15;
  var article = document.querySelector("article");
  var fields = document.querySelectorAll(".bb-search input[name=q]");
  var status = document.createElement("p");
  var list = document.createElement("ol");
  var more = document.createElement("button");
  var engine = null;
  var turn = 0;
  var timer = null;

  status.id = "bb-status";
  status.setAttribute("role", "status");
  list.id = "bb-results";
  more.type = "button";
  more.className = "bb-more";
  more.textContent = "Xem thêm";
  more.hidden = true;

  function stroked(text) {
    return text.replace(/đ/g, "d" + STROKE).replace(/Đ/g, "D" + STROKE);
  }

  function plain(text) {
    return text.split("d" + STROKE).join("đ").split("D" + STROKE).join("Đ");
  }

  function folded(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  function root() {
    return location.href.replace(/[?#].*$/, "").replace(/[^\/]*$/, "");
  }

  function words(text) {
    return text.replace(/\s+/g, " ").replace(/^ | $/g, "");
  }

  /* The excerpt is text with <mark> around what was found: marks are made anew, as elements. */
  function excerpt(html) {
    var box = document.createElement("p");
    html.split(/(<mark>|<\/mark>)/).reduce(function (marked, part) {
      if (part === "<mark>") { return true; }
      if (part === "</mark>") { return false; }
      var decoder = document.createElement("textarea");
      decoder.innerHTML = part;
      var holder = marked ? document.createElement("mark") : document.createElement("span");
      holder.textContent = plain(decoder.value);
      box.appendChild(holder);
      return false;
    }, false);
    return box;
  }

  function entry(data) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = root() + data.raw_url.replace(/^\//, "");
    link.textContent = plain(data.meta.title || data.raw_url);
    item.appendChild(link);
    item.appendChild(excerpt(data.excerpt));
    return item;
  }

  /* The spelling as typed comes first, then the same letters whatever their accents. */
  function rank(data, query) {
    var text = plain((data.meta.title || "") + " " + data.raw_content).toLowerCase().normalize("NFC");
    if (text.indexOf(query.toLowerCase().normalize("NFC")) >= 0) { return 0; }
    return folded(text).indexOf(folded(query)) >= 0 ? 1 : 2;
  }

  function sorted(loaded, query) {
    return loaded
      .map(function (data, place) { return { data: data, rank: rank(data, query), place: place }; })
      .sort(function (a, b) { return a.rank - b.rank || a.place - b.place; })
      .map(function (one) { return one.data; });
  }

  function load() {
    if (!engine) {
      engine = import(root() + "pagefind/pagefind.js").then(function (pagefind) {
        return pagefind
          .options({ excerptLength: 28, ranking: { diacriticSimilarity: 2.0, termFrequency: 0.6 } })
          .then(function () { return pagefind; });
      });
    }
    return engine;
  }

  function show(results, query, from, mine) {
    return Promise.all(results.slice(from, from + SHOWN).map(function (one) { return one.data(); }))
      .then(function (loaded) {
        if (mine !== turn) { return; }
        sorted(loaded, query).forEach(function (data) { list.appendChild(entry(data)); });
        more.hidden = from + SHOWN >= results.length;
        more.onclick = function () { show(results, query, from + SHOWN, mine); };
        document.body.setAttribute("data-bb-done", query);
      });
  }

  function search(query) {
    var mine = ++turn;
    document.body.removeAttribute("data-bb-done");
    if (!query) {
      list.textContent = "";
      more.hidden = true;
      status.textContent = "";
      return Promise.resolve();
    }
    status.textContent = "Đang tìm…";
    return load()
      .then(function (pagefind) { return pagefind.search(stroked(query.normalize("NFC"))); })
      .then(function (found) {
        if (mine !== turn) { return; }
        list.textContent = "";
        var count = found.results.length;
        status.textContent = count ? count + " kết quả cho «" + query + "»" : "Không thấy «" + query + "».";
        return show(found.results, query, 0, mine);
      })
      .catch(function () {
        status.textContent = "Trình duyệt này không tìm kiếm được ở đây. Hãy mở các danh sách bên dưới.";
      });
  }

  function typed(event) {
    var query = words(event.target.value);
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (history.replaceState) {
        history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : "?");
      }
      search(query);
    }, 200);
  }

  function asked() {
    var found = /[?&]q=([^&]*)/.exec(location.search);
    return found ? words(decodeURIComponent(found[1].replace(/\+/g, " "))) : "";
  }

  var heading = article.querySelector("h1");
  [more, list, status].forEach(function (element) {
    article.insertBefore(element, heading ? heading.nextSibling : article.firstChild);
  });
  Array.prototype.forEach.call(fields, function (field) {
    field.value = asked();
    field.addEventListener("input", typed);
    field.form.addEventListener("submit", function (event) {
      event.preventDefault();
      search(words(field.value));
    });
  });
  if (fields.length && !asked()) { fields[0].focus(); }
  search(asked());
})();
