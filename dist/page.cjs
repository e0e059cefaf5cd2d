module.exports = {
"./history-figures.js"(require, module, exports) {"use strict";
// src/page/history-figures.ts
const DAY = 864e5;
const MOST_DAYS = 28;
const LEAST_DAYS = 7;
function historyFigures({ runs, of }, now) {
	const told = runs.filter((run) => !("unread" in run));
	const deployments = told.filter(({ deployed, command }) => deployed > 0 && command !== "stop");
	const failed = deployments.filter(hasFailed).length;
	const counts = {
		told: runs.length,
		of,
		unread: runs.length - told.length,
		newer: runs.filter((run) => "unread" in run && run.newer).length,
		deployed: deployments.length,
		failed
	};
	if (deployments.length === 0) return counts;
	const days = daysOf(told, of > runs.length, now);
	const recent = deployments.filter(({ at }) => at >= now - days * DAY).length;
	return {
		...counts,
		failedShare: 100 * failed / deployments.length,
		perWeek: {
			deployments: recent,
			days,
			value: recent * 7 / days
		}
	};
}
function hasFailed({ command, verdict }) {
	if (command === "stop") return verdict !== "stopped" && verdict !== "rolled-back";
	return verdict !== "succeeded" && verdict !== "ready";
}
function daysOf(told, isCut, now) {
	const known = (now - Math.min(...told.map(({ at }) => at))) / DAY;
	return Math.min(MOST_DAYS, Math.max(isCut ? 1 / 24 : LEAST_DAYS, known));
}
function expectedSeconds({ runs }, command) {
	const seconds = runs.filter((run) => !("unread" in run)).filter((run) => run.command === command && run.deployed > 0 && !hasFailed(run)).flatMap((run) => run.seconds ?? []).slice(0, 10).toSorted((a, b) => a - b);
	const middle = seconds[Math.floor(seconds.length / 2)];
	return seconds.length < 3 || middle === void 0 ? void 0 : {
		seconds: middle,
		of: seconds.length
	};
}

Object.defineProperty(exports, "expectedSeconds", {
  enumerable: true,
  get: function () {
    return expectedSeconds;
  }
});
Object.defineProperty(exports, "hasFailed", {
  enumerable: true,
  get: function () {
    return hasFailed;
  }
});
Object.defineProperty(exports, "historyFigures", {
  enumerable: true,
  get: function () {
    return historyFigures;
  }
});
},
"./merge-runs.js"(require, module, exports) {"use strict";
const require_verdict = () => require("./verdict.js");

// src/page/merge-runs.ts
function mergeRuns(runs) {
	const [only, ...others] = runs;
	if (!only || others.length === 0) return [...only ?? []];
	const all = runs.flat().toSorted((a, b) => a.at - b.at);
	const started = all.filter((event) => event.kind === "run-started");
	const ended = runs.flatMap((events) => events.findLast((each) => each.kind === "run-finished") ?? []);
	const environments = new Set(started.map(({ application, environment }) => `${application} ${environment}`));
	if (environments.size > 1) throw new RangeError(`they are of several environments: ${[...environments].join(", ")}`);
	if (new Set(started.map(({ rehearsal }) => rehearsal ?? false)).size > 1) throw new RangeError("some come from a rehearsal and some do not");
	const versions = new Set(runs.flatMap(versionsIn));
	if (versions.size > 1) throw new RangeError(`they are of several versions: ${[...versions].join(", ")}`);
	const between = all.filter(({ kind }) => kind !== "run-started" && kind !== "run-finished");
	return [
		...startOf(started),
		...between,
		...runs.every((run) => isOver(run, runs)) ? [endOf(ended, all[0]?.at ?? 0)] : []
	];
}
function isOver(run, runs) {
	if (run.some(({ kind }) => kind === "run-finished")) return true;
	const killed = run.find((event) => event.kind === "run-started");
	return runs.some((other) => {
		const started = other.find((event) => event.kind === "run-started");
		return started?.command === "finish" && started.run === killed?.run && started.at >= killed.at && started.destinations.some(({ id }) => killed.destinations.some((one) => one.id === id)) && other.some(({ kind }) => kind === "run-finished");
	});
}
function versionsIn(events) {
	const ready = events.flatMap((event) => event.kind === "bundle-ready" ? [event.version] : []);
	const brought = events.flatMap((event) => event.kind === "finished" ? event.result.version ?? [] : []);
	return [...ready, ...brought];
}
function startOf(started) {
	const [first] = started;
	if (!first) return [];
	const { of, ...whole } = first;
	const labels = new Map(started.flatMap(({ destinations }) => destinations.map((each) => [each.id, each])));
	const waves = /* @__PURE__ */ new Map();
	for (const { name, destinations } of started.flatMap((each) => each.waves)) waves.set(name, /* @__PURE__ */ new Set([...waves.get(name) ?? [], ...destinations]));
	return [{
		...whole,
		destinations: [...labels.values()],
		waves: [...waves].map(([name, ids]) => ({
			name,
			destinations: [...ids]
		})),
		...of !== void 0 && labels.size < of && { of }
	}];
}
function endOf(ended, from) {
	const results = [...new Map(ended.flatMap((each) => each.results.map((result) => [result.destination, result]))).values()];
	const problems = ended.flatMap((each) => each.problems ?? []);
	const at = ended.at(-1)?.at ?? from;
	const judged = (require_verdict()).judge(results);
	const worst = ended.find(({ exitCode, results: own }) => exitCode !== 0 && own.length === 0);
	const { verdict, exitCode } = judged.exitCode === 0 && worst ? worst : judged;
	return {
		kind: "run-finished",
		at,
		verdict,
		exitCode,
		seconds: (at - from) / 1e3,
		results,
		...problems.length > 0 && { problems }
	};
}

Object.defineProperty(exports, "mergeRuns", {
  enumerable: true,
  get: function () {
    return mergeRuns;
  }
});
},
"./page2.js"(require, module, exports) {"use strict";
const require_printable = () => require("./printable.js");
const require_merge_runs = () => require("./merge-runs.js");
const require_phase = () => require("./phase.js");
const require_quantities = () => require("./quantities.js");
const require_running_release = () => require("./running-release.js");
const require_outcomes = () => require("./outcomes.js");
const require_marker = () => require("./marker.js");
const require_defined = () => require("./defined.js");
const require_facts = () => require("./facts.js");
const require_history_figures = () => require("./history-figures.js");

// src/page/browser-script.ts
const browserScript = {
	"text": "(function(){var e,t,n,r,i,a,o,s,c,l,u=Symbol.for(`pv`),d={},f=[],p=/^m(i|n|o|s|text|space)$/,m=Array.isArray,h=f.slice,g=Object.assign;function _(e){e&&e.parentNode&&e.remove()}function v(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:u,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function y(e){return e.children}function b(e,t){this.props=e,this.context=t,this.__g=0}function x(e,t){if(t==null)return e.__&&x(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:x(e)}function S(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=g({constructor:u},r)).__v=r.__v+1,e.vnode&&e.vnode(n),ie(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||x(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,k(a,n,o),r.__=r.__e=null,n.__e!=i&&C(n))}function C(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),C(e)}function w(t){(8&t.__g||(t.__g|=8,n.push(t),i++))&&r==e.debounceRendering||((r=e.debounceRendering)||queueMicrotask)(T)}function T(){try{for(var e,t=1;n.length;)n.length>t&&n.sort(a),e=n.shift(),t=n.length,8&e.__g&&S(e)}finally{(i=n.length)&&(r||queueMicrotask)(T)}}function ee(e,t,n,r,i,a,o,s,c,l,u){var p,m,h,g,_,v,y=r.__k||f,b=t.length;for(c=E(n,t,y,c,b),p=0;p<b;p++)(h=n.__k[p])!=null&&(m=~h.__i&&y[h.__i]||d,h.__i=p,v=ie(e,h,m,i,a,o,s,c,l,u),g=h.__e,(m.ref!=h.ref||8&m.__u)&&(m.ref&&ce(m.ref,null,h,m),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=D(h,c,e,!m.__v),m.__e&&(m.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function E(e,t,n,r,i){var a,o,s,c,l,d,f,p,h,g=n.length,_=g,b=0,S=0,C=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=C[a]=v(null,o):m(o)?o=C[a]=v(y,{children:o}):o.constructor===u&&o.__b?o=C[a]=v(o.type,o.props,o.key,o.ref,o.__v):C[a]=o,c=a+b,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=te(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?b--:l==c+1?b++:l!=c&&(l>c?b--:b++,S=1)):(~l||(i>g?b--:i<g&&b++),typeof o.type!=`function`&&(o.__u|=4))):C[a]=null;if(S){for(d=[],f=[],a=0;a<i;a++)if((o=C[a])&&16&o.__u){for(b=0,p=d.length;b<p;)d[h=b+p>>1]<o.__i?b=h+1:p=h;d[b]=o.__i,f[a]=b+1}for(b=d.length;a--;)f[a]&&(f[a]==b?b--:C[a].__u|=4)}if(_)for(a=0;a<g;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=x(s)),le(s,s));return r}function D(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=D(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=x(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function te(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function O(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ne(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||O(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||O(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=l[t]||(l[t]=re(t)),(e.__a||={})[t]=c,a=t!=(t=t.replace(s,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function re(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[o]==null)n[o]=c++;else if(n[o]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function ie(t,n,r,i,a,o,s,c,l,d){var p,h,v,S,C,w,T,E,D,te,O,ne,re,ie,k,ce,A,j,M=n.type;if(n.constructor!==u)return null;128&r.__u&&(l=32&r.__u,p=r.__c.__z)&&(n.__u|=l,h=o=[],p.nodeType==8?c=ae(p,o):o.push(p),c=o[0]||c),(p=e.__b)&&p(n);n:if(typeof M==`function`){v=s.length;try{if(E=n.props,D=(p=M.prototype)&&p.render,te=(p=M.contextType)&&i[p.__c],O=p?te?te.props.value:p.__:i,(S=r.__c)?(n.__c=S,2&S.__g&&(S.__g|=1)):(D?n.__c=S=new M(E,O):(n.__c=S=new b(E,O),S.constructor=M,S.render=ue),te&&te.sub(S),S.state||(S.state={}),S.__n=i,S.__g|=8,S.__h=[],S.__k=[]),D&&(S.__s||(S.__s=S.state),M.getDerivedStateFromProps&&(S.__s==S.state&&(S.__s=g({},S.__s)),g(S.__s,M.getDerivedStateFromProps(E,S.__s)))),C=S.props,w=S.state,S.__v=n,r.__c){if(E!==C&&D&&!M.getDerivedStateFromProps&&S.componentWillReceiveProps&&S.componentWillReceiveProps(E,O),n.__v==r.__v&&!(8&S.__g)||!(4&S.__g)&&S.shouldComponentUpdate&&!1===S.shouldComponentUpdate(E,S.__s,O)){n.__v!=r.__v&&(S.props=E,S.state=S.__s,S.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),f.push.apply(S.__h,S.__k),S.__k=[],S.__h.length&&s.push(S),c=x(r);break n}S.componentWillUpdate&&S.componentWillUpdate(E,S.__s,O),D&&S.componentDidUpdate&&S.__h.push(function(){S.componentDidUpdate(C,w,T)})}else D&&!M.getDerivedStateFromProps&&S.componentWillMount&&S.componentWillMount(),D&&S.componentDidMount&&S.__h.push(S.componentDidMount);S.context=O,S.props=E,S.__P=t,S.__g&=-5,ne=e.__r,re=D?25:0;do S.__g&=-9,ne&&ne(n),p=S.render(S.props,S.state=S.__s,S.context);while(8&S.__g&&++re<25);D&&(f.push.apply(S.__h,S.__k),S.__k=[]),S.state=S.__s,S.getChildContext&&(i=g({},i,S.getChildContext())),D&&r.__c&&S.getSnapshotBeforeUpdate&&(T=S.getSnapshotBeforeUpdate(C,w)),ie=p&&p.type===y&&p.key==null?p.props.children:p,E.__P&&(p=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&le(e,e)}),r.__k=null),c=r.__k?x(r,0):null),c=ee(t,m(ie)?ie:[ie],n,r,i,a,o,s,c,l,d),E.__P&&(n.__e=null,c=p),n.__u&=-161,h&&h.some(_),S.__h.length&&s.push(S),1&S.__g&&(S.__g&=-4)}catch(t){if(s.length=v,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(A=o.indexOf(c||void 0))||(A=o.length);(j=o[A-1])&&j.nodeType==8;)A--;for(;A<o.length;A++)if(j=o[A]){if(o[A]=null,k){if(j==ce)break}else{if(j.nodeType!=8)break;j.data.startsWith(`$s`)&&(ce=ae(k=j))}}}if(!k){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;k=c}(p=ae(k=n.__c.__z||(n.__c.__z=k)))?(n.__e=k,c=p):n.__e=c,c&&=c.nextSibling}else o&&o.some(_)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||oe(n),e.__e(t,n,r)}}else c=n.__e=se(r.__e,n,r,i,a,o,s,l,d,t);return(p=e.diffed)&&p(n),c}function ae(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function oe(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(oe))}function k(t,n,r){for(var i=0;i<r.length;)ce(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function se(t,n,r,i,a,o,s,c,l,u){var f,g,v,y,b,S,C,w,T=r.props||d,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(f=0;f<o.length;f++)if((b=o[f])&&(D?b.localName==D:b.nodeType==3)){t=b,o[f]=null;break}}if(!t){if(w=u.ownerDocument||document,!D)return w.createTextNode(E);t=w.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&h.call(u.childNodes),!c&&o)for(T={},f=0;f<t.attributes.length;f++)T[(b=t.attributes[f]).name]=b.value;for(f in T)b=T[f],f==`dangerouslySetInnerHTML`?v=b:f==`children`||f in E||f==`value`&&`defaultValue`in E||f==`checked`&&`defaultChecked`in E||ne(t,f,null,b,a);for(f in E)b=E[f],f==`children`?y=b:f==`dangerouslySetInnerHTML`?g=b:f==`value`?S=b:f==`checked`?C=b:c&&typeof b!=`function`||T[f]===b||ne(t,f,b,T[f],a);g?(c||v&&(g.__html==v.__html||g.__html==t.innerHTML)||(t.innerHTML=g.__html),n.__k=[]):(v&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&p.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ee(u,m(y)?y:[y],n,r,i,a,o,s,o?o[0]:r.__k&&x(r,0),c,l),o&&o.some(_)),c&&D!=`textarea`||(f=`value`,D==`progress`&&S==null?t.removeAttribute(f):S==null||S===t[f]&&(D!=`progress`||S)||ne(t,f,S,T[f],a),f=`checked`,C!=null&&C!=t[f]&&ne(t,f,C,T[f],a))}else T===E||c&&t.data==E||(t.data=E);return t}function ce(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function le(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||ce(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&le(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ae(i,o=[]))&&(i==t.__e&&o.some(_),_(a),_(i)),r||_(t.__e),t.__e=t.__c=t.__=null}function ue(e,t,n){return this.constructor(e,n)}function A(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=v(y,{children:[t]}),a=[],o=[],ie(n,n.__k,i||d,d,n.namespaceURI,i?null:n.firstChild?h.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),k(a,n.__k,o),n.__k.props.children=null}e={__e:function(e,t,n,r){for(var a,o,s;t=t.__;)if((a=t.__c)&&!(1&a.__g)){a.__g|=4;try{if((s=(o=a.constructor)&&o.getDerivedStateFromError)&&a.setState(o.getDerivedStateFromError(e)),a.componentDidCatch&&(a.componentDidCatch(e,r||{}),s=1),s&&8&a.__g)return void(a.__g|=2)}catch(t){e=t}}throw i=0,e}},t=0,b.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=g({},this.state)),typeof e==`function`&&(e=e(g({},n),this.props)),e&&(g(n,e),this.__v&&(t&&this.__k.push(t),w(this)))},b.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),w(this))},b.prototype.render=y,n=[],i=0,a=function(e,t){return e.__v.__b-t.__v.__b},o=Symbol(),s=/(PointerCapture)$|Capture$/i,c=0,l={};let j=[`destination`,`deploymentId`,`role`,`instance`,`event`,`status`];function M(e){let{texts:t,events:n}=JSON.parse(e),r=0;return n.map(e=>{if(!Array.isArray(e))return r=e.at,e;let[n,...i]=e;r+=n;let a=j.map((e,n)=>[e,t[i[n]??-1]??``]);return{at:r,kind:`instance`,...Object.fromEntries(a)}})}async function de(e){let t=Uint8Array.from(atob(e),e=>e.charCodeAt(0)),n=new Blob([t]).stream().pipeThrough(new DecompressionStream(`deflate-raw`));return new Response(n).text()}var fe,N,pe,me,he=Object.is,ge=0,_e=[],ve=[],P=e,ye=P.__b,be=P.__r,xe=P.diffed,Se=P.__c,Ce=P.unmount,we=P.__;function Te(e,t){P.__h&&P.__h(N,e,ge||t),ge=0;var n=N.__H||(N.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function F(e){return ge=1,Ee(Ie,e)}function Ee(e,t,n){var r=Te(fe++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):Ie(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);he(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=N,!N.__f)){N.__f=!0;var i=N.shouldComponentUpdate;N.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,he(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function De(e,t){var n=Te(fe++,3);!P.__s&&Fe(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,N.__H.__h.push(n))}function Oe(e,t){var n=Te(fe++,7);return Fe(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function ke(){var e;do{for(;e=ve.shift();)try{Ne(e)}catch(t){P.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=_e.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ne),t.__h.some(Pe),t.__h=[]}catch(n){t.__h=[],P.__e(n,e.__v)}}}while(ve.length)}P.__b=function(e){N=null,ye&&ye(e)},P.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),we&&we(e,t)},P.__r=function(e){be&&be(e),fe=0;var t=(N=e.__c).__H;t&&(pe==N?N.__h=[]:(t.__h.some(Ne),t.__h.some(Pe),fe=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),pe=N},P.diffed=function(e){xe&&xe(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Me(_e.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),pe=N=null},P.__c=function(e,t){t.some(function(e){try{e.__h.some(Ne),e.__h=e.__h.filter(function(e){return!e.__||Pe(e)})}catch(t){e.__h=[function(){throw t}]}}),Se&&Se(e,t)},P.unmount=function(e){Ce&&Ce(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,Me(ve.push(r))}else Ne(r)}catch(e){t=e}}),r.__H=void 0,t&&P.__e(t,r.__v))};var Ae=typeof requestAnimationFrame==`function`;function je(e){var t,n=function(){clearTimeout(r),Ae&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Ae&&(t=requestAnimationFrame(n))}function Me(e){e!=1&&me==P.requestAnimationFrame||((me=P.requestAnimationFrame)||je)(ke)}function Ne(e){var t=N,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),N=t}function Pe(e){var t=N;e.__c=e.__(),N=t}function Fe(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!he(t,e[n])})}function Ie(e,t){return typeof t==`function`?t(e):t}function Le(e){return e===`succeeded`||e===`not-rehearsed`}function Re(e){return Le(e)||e===`ready`}let ze={pending:0,inProgress:0,succeeded:0,failed:0,skipped:0,ready:0};function Be(e){return Object.values(e).reduce((e,t)=>e+t,0)}function I(e){let{outcome:t,rollback:n,version:r,before:i,instances:a}=e;if(n)return n.status===`succeeded`&&n.complete?{state:`back`,version:n.version}:{state:`unknown`,why:`rollback-failed`};if(e.isUnknown)return{state:`unknown`,why:`untold`};let o=a.succeeded<Be(a)-a.skipped,s=t!==`not-rehearsed`;return t===`ready`?{state:`ready`,version:i,waits:r}:Le(t)?{state:`new`,version:r,verified:!0,partial:o,rehearsed:s}:t===`not-verified`&&a.succeeded>0?{state:`new`,version:r,verified:!1,partial:o,rehearsed:s}:t===`never-started`||t===`skipped`?{state:`untouched`,version:i}:t===`stopped`||t===`timed-out`?{state:`unknown`,why:t}:{state:`unknown`,why:`failed`}}function Ve(e){let t=e.map(e=>{let t=I(e);if(!(t.state===`unknown`||t.state===`new`&&t.partial))return t.version}),[n]=t;return t.every(e=>e===n)?n:void 0}function L(e){let t=Math.max(0,Math.round(e));return t<60?`${t}s`:t<3600?`${Math.floor(t/60)}m ${We(t%60)}s`:`${Math.floor(t/3600)}h ${We(Math.floor(t%3600/60))}m`}function He(e){let t=Math.max(0,e)/6e4;return t<1?`less than a minute`:t<60?R(Math.floor(t),`minute`):t<2880?R(Math.floor(t/60),`hour`):R(Math.floor(t/1440),`day`)}function R(e,t){return`${e} ${t}${e===1?``:`s`}`}function Ue(e,t){return e.length<=t?e.join(`, `):`${e.slice(0,t).join(`, `)} and ${e.length-t} more`}function We(e){return String(e).padStart(2,`0`)}function Ge(e){return e.replaceAll(`-`,` `)}function Ke(e){return Le(e)?e===`succeeded`?`good`:`warn`:e===`ready`?`warn`:[`never-started`,`skipped`,`superseded`].includes(e)?`dim`:`bad`}function qe(e){return Ke(e)===`bad`}function Je(e){if(!e)return``;if(e.status!==`succeeded`)return`rollback ${Ze[e.status]}`;let t=e.version??`an unknown revision`;return e.complete?t:`${t}, not complete`}function Ye({status:e,version:t,complete:n}){let r=t??`the revision that ran before (not one of ours)`;return e===`succeeded`?`${r} on ${n?`every instance`:`some instances only`}`:`the rollback to ${r} ${Ze[e]}: check what runs there`}function Xe({by:e,deploymentId:t}){return`${e===`codedeploy`?`by CodeDeploy`:`by fanout`}, deployment ${t}`}let Ze={succeeded:`succeeded`,failed:`failed`,stopped:`was stopped`,\"timed-out\":`timed out`,unknown:`had not ended when fanout stopped following it`};function Qe(e){let t=/* @__PURE__ */ new Map,n=/* @__PURE__ */ new Set;for(let r of e){let{account:e,region:i}=r.view.label;n.add(i);let a=t.get(e)??{account:e,cells:/* @__PURE__ */ new Map};t.set(e,a),a.cells.set(i,[...a.cells.get(i)??[],$e(r)])}let r=[...t.values()].toSorted((e,t)=>it(t)-it(e)),i=r.length<12?[]:at(r);return{regions:[...n].toSorted(),odd:r.filter(e=>!i.includes(e)),same:i}}function $e(e){let{state:t,result:n,detail:r,counts:i}=e.view,a=n?et(n):``;if(!n){let n=t===`pending`?`untouched`:`busy`,o=t===`deploying`?`, ${i.succeeded} done`:``;return{track:e,standing:n,text:`${nt[t]}${o}${r?`: ${r}`:``}`,version:a}}let o=n.rollback&&!tt(n)?`, ${Je(n.rollback)}`:``;return{track:e,standing:qe(n.outcome)?`bad`:n.outcome===`succeeded`?`good`:`untouched`,text:`${Ge(n.outcome)}${o}`,version:a}}function et(e){let t=I(e);return t.state===`unknown`||t.state===`new`&&t.partial?``:t.version??``}function tt({rollback:e}){return e?.status===`succeeded`&&e.complete&&e.version!==void 0}let nt={pending:`not begun`,waiting:`waiting`,creating:`creating`,deploying:`deploying`,deployed:`verifying`,stopping:`stopping`,\"rolling-back\":`rolling back`,done:`done`},rt={bad:3,busy:2,untouched:1,good:0};function it({cells:e}){return Math.max(...[...e.values()].flat().map(({standing:e})=>rt[e]))}function at(e){let t=/* @__PURE__ */ new Map;for(let n of e){let e=[...n.cells.values()].flat().map(({text:e,version:t})=>`${e} ${t}`),r=[...new Set(e)].join(`\n`);t.set(r,[...t.get(r)??[],n])}let[n=[]]=[...t.values()].toSorted((e,t)=>t.length-e.length);return n.length>2&&it(n[0])<rt.bad?n:[]}function ot(e){return`d-${e.replace(/[^\\w-]+/g,`-`)}`}let st=/* @__PURE__ */ RegExp(`(?:\\x1B\\\\[|\u009b)[0-?]*[ -/]*[@-~]`,`g`),ct=/* @__PURE__ */ RegExp(`\\x1B[\\\\]PX^_][^\\x07\\x1B\\\\n\\\\r]{0,4096}(?:\\x07|\\x1B\\\\\\\\)`,`g`),lt=/* @__PURE__ */ RegExp(`\\x1B|\u009b`,`g`),ut=/\\r\\n|[\\n\\r\\v\\f\\u0085\\u2028\\u2029]/,dt=/[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}]/gu,ft=/[\\ufe0e\\ufe0f]/;function pt(e,t=500){let n=mt(e.length>262144?e.slice(-262144):e).split(ut);for(;n.length>1&&n.at(-1)?.trim()===``;)n.pop();return n.map(e=>bt(gt(vt(e)).trimEnd(),t))}function mt(e){let t=e;for(let e=0;e<5;e++){let e=t.replace(ct,``).replace(st,``);if(e===t)return e;t=e}return t.replace(lt,``)}function ht(e,t=2e3){let n=pt(e,t);return bt(gt(n.length===1?n[0]??``:n.join(` `).trimEnd()),t)}function gt(e){return e.replace(/##(?=\\w*\\[)/g,`# #`).replace(/^(\\s*):(?=:)/,`$1: `)}function _t(e,t){let n=pt(e),r=[],i=0;for(let e of n.toReversed()){if(i+=e.length,r.length===t.lines||r.length>0&&i>t.characters)break;r.unshift(e)}let a=n.length-r.length;return a>0?[`\u2026 ${a} earlier line${a===1?``:`s`} left out`,...r]:r}function vt(e){return e.replaceAll(`	`,`    `).replace(dt,e=>{if(ft.test(e))return e;let t=e.codePointAt(0)??0;return t<=255?`\\\\x${yt(t,2)}`:`\\\\u{${yt(t,4)}}`})}function yt(e,t){return e.toString(16).padStart(t,`0`)}function bt(e,t){if(e.length<=t)return e;let n=xt(e,t);return`${n}\u2026 [${e.length-n.length} more characters]`}function xt(e,t){let n=/[\\ud800-\\udbff]/.test(e.charAt(t-1))?t-1:t;return e.slice(0,n)}function St(e,t=`plain`){return{text:ht(e),tone:t}}function Ct({title:e,message:t}){let n=pt(t);return n.length===1&&e.endsWith(t)&&St(e).text===e?[]:Et(n,6)}function wt(e,t=6){let n=e.slice(0,t).map(({destination:e,instances:t})=>t.length>0?`${e}: ${Ue(t,3)}`:e);return e.length>t?[...n,`and ${e.length-t} more destinations`]:n}function Tt(e,t=6){let n=/* @__PURE__ */ new Map,r=e.flatMap(({destination:e,rollback:t})=>t?[{destination:e,rollback:t}]:[]),[i]=r;if(i&&e.length===1)return[`${Ye(i.rollback)} (${Xe(i.rollback)})`];for(let{destination:e,rollback:t}of r){let r=Ye(t),i=`${e} (${t.deploymentId})`;n.set(r,[...n.get(r)??[],i])}let a=[...n].map(([e,t])=>`${e}: ${Ue(t,4)}`);return a.length>t?[...a.slice(0,t),`and ${a.length-t} more`]:a}function Et(e,t){return e.length<=t?[...e]:[...e.slice(0,t-1),`\u2026 ${e.length-t+1} more lines`]}function Dt(e){let t={};for(let[n,r]of Object.entries(e))r!==void 0&&(t[n]=r);return t}function Ot(e){let t=/* @__PURE__ */ new Map,n=/* @__PURE__ */ new Map;for(let r of e)for(let e of Mt(r)){let i=Bt(e,r,n),a=t.get(i)??{cause:e,places:[],logs:/* @__PURE__ */ new Map};t.has(i)||t.set(i,a),Pt(a.places,Nt(e,r)),Ft(a,e,r,n)}let r=e.reduce((e,t)=>e+zt(t),0);return[...t.values()].map(t=>Lt(t,{instances:r,destinations:e.length})).sort((e,t)=>Number(t.failed)-Number(e.failed)||Rt(t)-Rt(e))}function kt(e){let t=/\\bexit code (\\d{1,5})\\b/i.exec(e)?.[1];return t===void 0?void 0:Number(t)}function At({script:e,event:t,code:n,message:r}){let i=kt(r),a=t===void 0?``:` in ${t}`;return n===`NotRehearsed`?`not rehearsed: ${e?`${e}${a}`:t}`:e&&i!==void 0?`${e} exit ${i}${a}`:e?`${e}: ${n??r}${a}`:t?`${t} failed: ${n??r}`:n===void 0?r:`${n}: ${r}`}let jt=/* @__PURE__ */ new Set([`HEALTH_CONSTRAINTS`]);function Mt(e){let{causes:t,outcome:n,reason:r}=e;if(t.length===0){let t=r??`the deployment ${Ge(n)}`;return qe(n)?[{instances:[],of:zt(e),message:t}]:[]}let i=t.filter(e=>!(e.instances.length===0&&jt.has(e.code??``)));return i.length>0?i:t}function Nt(e,t){let{destination:n,outcome:r,deploymentId:i,consoleUrl:a,rollback:o}=t;return{destination:n,instances:[...e.instances],outcome:r,...Dt({deploymentId:i,consoleUrl:a,rollback:o})}}function Pt(e,t){let n=e.find(({destination:e})=>e===t.destination);n?n.instances.push(...t.instances):e.push(t)}function Ft({logs:e},t,n,r){let{log:i=``,instances:a}=t,o=Gt(Ut(i,Ht,r),a,n.destination),s=Math.max(1,a.length),c=e.get(o);c?c.instances+=s:e.set(o,{log:i,instances:s})}function It(e){return e.trimEnd().split(`\n`).at(-1)??``}function Lt({cause:{instances:e,of:t,...n},places:r,logs:i},a){let o=[...i.values()].slice(1).map(({log:e,instances:t})=>({last:It(e),instances:t})),s=r.reduce((e,t)=>e+t.instances.length,0),c=s>0?`${s} of ${R(Math.max(a.instances,s),`instance`)}`:`${r.length} of ${R(a.destinations,`destination`)}`,l=r.some(({outcome:e})=>!Le(e)),[u,...d]=r,f=n.script&&u&&d.length>0?{script:Gt(n.script,[],u.destination)}:{};return{...n,otherLogs:o,extent:c,title:At({...n,...f}),places:r,failed:l}}function Rt({places:e}){return e.reduce((e,{instances:t})=>e+Math.max(1,t.length),0)}function zt(e){return Math.max(Be(e.instances),...e.causes.map(({of:e})=>e))}function Bt(e,t,n){let{event:r,script:i,code:a,message:o,advice:s,instances:c}=e,l=Gt(Ut(o,Vt,n),c,t.destination),u=i&&Gt(i,[],t.destination);return JSON.stringify([r,u,a,l,s,c.length>0])}let Vt=[[/\\bm?i-[0-9a-f]{8,17}\\b/g,`<instance>`],[/\\bip-\\d{1,3}(?:-\\d{1,3}){3}\\b/g,`<host>`],[/\\bd-[0-9A-Z]{9}\\b/g,`<deployment>`],[/\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b/gi,`<uuid>`],[/\\b\\d{4}[-/]\\d{2}[-/]\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?)?/g,`<time>`],[/\\b[A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2}\\b/g,`<time>`],[/\\b\\d{1,2}:\\d{2}:\\d{2}\\b/g,`<time>`],[/<time>(?:[.,]\\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})\\b)?/g,`<time>`],[/\\b\\d{10}(?:\\d{3})?\\b/g,`<time>`],[/\\b(pid)([ =:]{1,3})\\d{1,7}\\b/gi,`$1$2<pid>`],[/(\\w)\\[\\d{1,7}\\]/g,`$1[<pid>]`],[/\\b\\d{12}\\b/g,`<account>`]],Ht=[...Vt,[/\\b\\d+(?:\\.\\d+)? ?(?:ns|\u00b5s|us|ms|s|secs?|seconds?|min|minutes?)\\b/g,`<duration>`],[/\\b(port)([ =:]{1,3})\\d{2,5}\\b/gi,`$1$2<port>`],[/(?<=[\\w\\]]):\\d{2,5}\\b/g,`:<port>`]];function Ut(e,t,n){let r=t===Ht?`log ${e}`:e,i=n.get(r)??Wt(e,t);return n.set(r,i),i}function Wt(e,t){return t.reduce((e,[t,n])=>e.replace(t,n),e)}function Gt(e,t,n){let r=n.split(`/`)[1],i=t.reduce((e,t)=>t===``?e:e.replaceAll(t,`<instance>`),e);return r?i.replaceAll(r,`<region>`):i}function Kt(e){return e!==void 0&&URL.canParse(e)&&new URL(e).protocol===`https:`}var qt=Symbol.for(`pv`),Jt=0;Array.isArray;function z(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:qt,__v:--Jt,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}let Yt={good:`\u2713`,bad:`\u2715`,busy:`\u2026`,untouched:`\u2013`,unknown:`?`};function B({of:e}){return/* @__PURE__ */ z(`span`,{class:`sign ${e}`,\"aria-hidden\":`true`,children:Yt[e]})}function V({of:e,most:t=400}){return/* @__PURE__ */ z(`bdi`,{children:ht(e,t)})}function Xt({at:e,zone:t,day:n=!1}){return/* @__PURE__ */ z(`time`,{dateTime:new Date(e).toISOString(),children:Zt(e,t,n)})}function Zt(e,t,n=!1){let r={...n&&{year:`numeric`,month:`short`,day:`numeric`},hour:`2-digit`,minute:`2-digit`,second:`2-digit`,hourCycle:`h23`,...t===`utc`&&{timeZone:`UTC`},...n&&{timeZoneName:`short`}};return new Intl.DateTimeFormat(`en-GB`,r).format(e)}let Qt={lines:60,characters:8e3};function $t({tracks:e}){return Ot(e.flatMap(({view:{result:e}})=>e??[]))}function en(e){return`cause-${e+1}`}function tn({view:e}){let t=$t(e);return t.length===0?null:/* @__PURE__ */ z(`section`,{class:`causes`,\"aria-labelledby\":`causes`,children:[/* @__PURE__ */ z(`h2`,{id:`causes`,children:`What failed, and why`}),t.slice(0,50).map((e,t)=>/* @__PURE__ */ z(nn,{cause:e,index:t},`${e.title}${e.extent}`)),t.length>50?/* @__PURE__ */ z(`p`,{children:[`and `,t.length-50,` more causes`]}):null]})}function nn({cause:e,index:t}){return/* @__PURE__ */ z(`details`,{id:en(t),open:t<5,class:e.failed?`bad`:`untouched`,children:[/* @__PURE__ */ z(`summary`,{children:[/* @__PURE__ */ z(B,{of:e.failed?`bad`:`untouched`}),` `,/* @__PURE__ */ z(V,{of:`${e.extent}: ${e.title}`})]}),/* @__PURE__ */ z(`dl`,{children:[/* @__PURE__ */ z(rn,{name:`where`,children:an(wt(e.places,20))}),Ct(e).length>0?/* @__PURE__ */ z(rn,{name:`message`,children:an(pt(e.message))}):null,e.advice?/* @__PURE__ */ z(rn,{name:`to do`,children:an(pt(e.advice))}):null,e.places.some(({rollback:e})=>e)?/* @__PURE__ */ z(rn,{name:`back to`,children:an(Tt(e.places,20))}):null]}),e.log?/* @__PURE__ */ z(`section`,{class:`log`,\"aria-label\":`output of ${ht(e.script??`the script`,200)}, cause ${t+1}`,tabIndex:0,children:/* @__PURE__ */ z(`pre`,{children:_t(e.log,Qt).join(`\n`)})}):null,/* @__PURE__ */ z(on,{cause:e})]})}function rn({name:e,children:t}){return/* @__PURE__ */ z(`div`,{children:[/* @__PURE__ */ z(`dt`,{children:e}),/* @__PURE__ */ z(`dd`,{children:t})]})}function an(e){return e.slice(0,40).map(e=>/* @__PURE__ */ z(`div`,{children:/* @__PURE__ */ z(V,{of:e,most:1e3})},e))}function on({cause:e}){let t=e.places.flatMap(({destination:e,consoleUrl:t})=>Kt(t)?[{destination:e,url:t}]:[]).slice(0,20);return t.length===0?null:/* @__PURE__ */ z(`p`,{class:`links`,children:[`AWS console:`,` `,t.map(({destination:e,url:t})=>/* @__PURE__ */ z(`a`,{href:t,rel:`noreferrer`,children:/* @__PURE__ */ z(V,{of:e,most:200})},e))]})}function sn({kind:e,name:t,verdict:n,message:r,dryRun:i}){return`${e===`alarm`?`alarm ${t}`:`gate ${t}`} ${{pass:`passes`,fail:`fails`,inconclusive:`is inconclusive`}[n]}: ${r}${i&&n!==`pass`?`, a dry run: nothing follows`:``}`}function cn({view:{gates:e}}){let t=[...e.values()];if(t.length===0)return null;let n=t.filter(({gate:e})=>e.verdict!==`pass`),r=t.length-n.length;return/* @__PURE__ */ z(`section`,{class:`gates`,\"aria-labelledby\":`gates`,children:[/* @__PURE__ */ z(`h2`,{id:`gates`,children:`Alarms and gates`}),/* @__PURE__ */ z(`ul`,{class:`state`,children:[n.slice(0,100).map(e=>/* @__PURE__ */ z(`li`,{children:[/* @__PURE__ */ z(B,{of:ln(e)}),` `,/* @__PURE__ */ z(V,{of:e.destination,most:200}),`:`,` `,/* @__PURE__ */ z(V,{of:sn(e.gate),most:1e3})]},`${e.destination} ${e.gate.kind} ${e.gate.name}`)),n.length>100?/* @__PURE__ */ z(`li`,{children:[`and `,n.length-100,` more`]}):null,r>0?/* @__PURE__ */ z(`li`,{children:[/* @__PURE__ */ z(B,{of:`good`}),` `,r,` passed when last looked at`]}):null]})]})}function ln({gate:{verdict:e,dryRun:t}}){return e===`fail`&&!t?`bad`:`untouched`}function un(e){let t=[...new Set(e.filter(e=>e!==void 0&&e!==``))];return new Map(t.map((e,t)=>[e,t%6]))}function dn({version:e,palette:t}){return/* @__PURE__ */ z(`span`,{class:`version v${t.get(e)??`x`}`,children:/* @__PURE__ */ z(V,{of:e===``?`unknown`:e,most:60})})}function fn({view:e,palette:t,isShown:n}){let{regions:r,odd:i,same:a}=Qe(e.tracks.filter(e=>n?.(e)??!0));return/* @__PURE__ */ z(`section`,{class:`grid`,\"aria-labelledby\":`grid`,children:[/* @__PURE__ */ z(`h2`,{id:`grid`,children:`Accounts and regions`}),/* @__PURE__ */ z(`div`,{class:`scroll`,tabIndex:0,children:/* @__PURE__ */ z(`table`,{class:`stacks`,children:[/* @__PURE__ */ z(`thead`,{children:/* @__PURE__ */ z(`tr`,{children:[/* @__PURE__ */ z(`th`,{scope:`col`,children:`account`}),r.map(e=>/* @__PURE__ */ z(`th`,{scope:`col`,children:/* @__PURE__ */ z(V,{of:e,most:40})},e))]})}),/* @__PURE__ */ z(`tbody`,{children:i.map(e=>/* @__PURE__ */ z(mn,{row:e,regions:r,palette:t},e.account))})]})}),a.length>0?/* @__PURE__ */ z(pn,{same:a,regions:r,palette:t}):null]})}function pn({same:e,regions:t,palette:n}){let[r]=e,[i]=r?[...r.cells.values()].flat():[];return/* @__PURE__ */ z(`details`,{children:[/* @__PURE__ */ z(`summary`,{children:[e.reduce((e,{cells:t})=>e+[...t.values()].flat().length,0),` the same in `,R(e.length,`account`),`:`,` `,i?/* @__PURE__ */ z(hn,{cell:i,palette:n}):null]}),/* @__PURE__ */ z(`div`,{class:`scroll`,children:/* @__PURE__ */ z(`table`,{class:`stacks`,children:/* @__PURE__ */ z(`tbody`,{children:e.map(e=>/* @__PURE__ */ z(mn,{row:e,regions:t,palette:n},e.account))})})})]})}function mn({row:e,regions:t,palette:n}){return/* @__PURE__ */ z(`tr`,{children:[/* @__PURE__ */ z(`th`,{scope:`row`,children:/* @__PURE__ */ z(V,{of:e.account,most:80})}),t.map(t=>{let r=e.cells.get(t)??[];return/* @__PURE__ */ z(`td`,{class:r.length===0?`empty`:``,\"data-name\":t,children:[r.length===0?/* @__PURE__ */ z(`span`,{class:`none`,children:`none`}):null,r.map(e=>/* @__PURE__ */ z(`div`,{class:`cell ${e.standing}`,children:/* @__PURE__ */ z(`a`,{href:`#${ot(e.track.view.label.id)}`,children:[r.length>1?/* @__PURE__ */ z(V,{of:e.track.view.label.deploymentGroup,most:60}):null,` `,/* @__PURE__ */ z(hn,{cell:e,palette:n})]})},e.track.view.label.id))]},t)})]})}function hn({cell:{standing:e,text:t,version:n},palette:r}){return/* @__PURE__ */ z(y,{children:[/* @__PURE__ */ z(B,{of:e}),` `,/* @__PURE__ */ z(V,{of:t,most:120}),` `,n===``?null:/* @__PURE__ */ z(dn,{version:n,palette:r})]})}let gn=Math.PI,_n=2*gn,vn=1e-6,yn=_n-vn;function bn(e){this._+=e[0];for(let t=1,n=e.length;t<n;++t)this._+=arguments[t]+e[t]}function xn(e){let t=Math.floor(e);if(!(t>=0))throw Error(`invalid digits: ${e}`);if(t>15)return bn;let n=10**t;return function(e){this._+=e[0];for(let t=1,r=e.length;t<r;++t)this._+=Math.round(arguments[t]*n)/n+e[t]}}function Sn(e,t,n,r){return e===n&&t===r}function Cn(e){let t=Math.floor(e);if(!(t<=15))return Sn;let n=10**t,r=function(e){return Math.round(e*n)};return function(e,t,n,i){return r(e)===r(n)&&r(t)===r(i)}}var wn=class{constructor(e){this._x0=this._y0=this._x1=this._y1=null,this._=``,this._append=e==null?bn:xn(e),this._equal=e==null?Sn:Cn(e)}moveTo(e,t){this._append`M${this._x0=this._x1=+e},${this._y0=this._y1=+t}`}closePath(){this._x1!==null&&(this._x1=this._x0,this._y1=this._y0,this._append`Z`)}lineTo(e,t){this._append`L${this._x1=+e},${this._y1=+t}`}quadraticCurveTo(e,t,n,r){this._append`Q${+e},${+t},${this._x1=+n},${this._y1=+r}`}bezierCurveTo(e,t,n,r,i,a){this._append`C${+e},${+t},${+n},${+r},${this._x1=+i},${this._y1=+a}`}arcTo(e,t,n,r,i){if(e=+e,t=+t,n=+n,r=+r,i=+i,i<0)throw Error(`negative radius: ${i}`);let a=this._x1,o=this._y1,s=n-e,c=r-t,l=a-e,u=o-t,d=l*l+u*u;if(this._x1===null)this._append`M${this._x1=e},${this._y1=t}`;else if(d>vn){if(!(Math.abs(u*s-c*l)>vn)||!i)this._append`L${this._x1=e},${this._y1=t}`;else{let f=n-a,p=r-o,m=s*s+c*c,h=f*f+p*p,g=Math.sqrt(m),_=Math.sqrt(d),v=i*Math.tan((gn-Math.acos((m+d-h)/(2*g*_)))/2),y=v/_,b=v/g;Math.abs(y-1)>vn&&this._append`L${e+y*l},${t+y*u}`,this._append`A${i},${i},0,0,${+(u*f>l*p)},${this._x1=e+b*s},${this._y1=t+b*c}`}}}arc(e,t,n,r,i,a){if(e=+e,t=+t,n=+n,a=!!a,n<0)throw Error(`negative radius: ${n}`);let o=n*Math.cos(r),s=n*Math.sin(r),c=e+o,l=t+s,u=1^a,d=a?r-i:i-r;if(this._x1===null?this._append`M${c},${l}`:(Math.abs(this._x1-c)>vn||Math.abs(this._y1-l)>vn)&&this._append`L${c},${l}`,n){if(d<0&&(d=d%_n+_n),d>yn)this._append`A${n},${n},0,1,${u},${e-o},${t-s}A${n},${n},0,1,${u},${this._x1=c},${this._y1=l}`;else if(d>vn){let a=e+n*Math.cos(i),o=t+n*Math.sin(i);if(d>=gn&&this._equal(c,l,a,o)){d/=2;let i=r+d;this._append`A${n},${n},0,${+(d>=gn)},${u},${e+n*Math.cos(i)},${t+n*Math.sin(i)}`}this._append`A${n},${n},0,${+(d>=gn)},${u},${this._x1=a},${this._y1=o}`}}}rect(e,t,n,r){this._append`M${this._x0=this._x1=+e},${this._y0=this._y1=+t}h${n=+n}v${+r}h${-n}Z`}toString(){return this._}};wn.prototype;function H(e){return function(){return e}}let Tn=Math.cos,En=Math.sin,Dn=Math.sqrt,On=1e-12,kn=Math.PI;kn/2;let An=2*kn;function jn(e){let t=3;return e.digits=function(n){if(!arguments.length)return t;if(n==null)t=null;else{let e=Math.floor(n);if(!(e>=0))throw RangeError(`invalid digits: ${n}`);t=e}return e},()=>new wn(t)}Array.prototype.slice;function Mn(e){return typeof e==`object`&&`length`in e?e:Array.from(e)}function Nn(e){this._context=e}Nn.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;default:this._context.lineTo(e,t)}}};function Pn(e){return new Nn(e)}function Fn(e){return e[0]}function In(e){return e[1]}function Ln(e,t){var n=H(!0),r=null,i=Pn,a=null,o=jn(s);e=typeof e==`function`?e:e===void 0?Fn:H(e),t=typeof t==`function`?t:t===void 0?In:H(t);function s(s){var c,l=(s=Mn(s)).length,u,d=!1,f;for(r??(a=i(f=o())),c=0;c<=l;++c)!(c<l&&n(u=s[c],c,s))===d&&((d=!d)?a.lineStart():a.lineEnd()),d&&a.point(+e(u,c,s),+t(u,c,s));if(f)return a=null,f+``||null}return s.x=function(t){return arguments.length?(e=typeof t==`function`?t:H(+t),s):e},s.y=function(e){return arguments.length?(t=typeof e==`function`?e:H(+e),s):t},s.defined=function(e){return arguments.length?(n=typeof e==`function`?e:H(!!e),s):n},s.curve=function(e){return arguments.length?(i=e,r!=null&&(a=i(r)),s):i},s.context=function(e){return arguments.length?(e==null?r=a=null:a=i(r=e),s):r},s}function Rn(e,t,n){var r=null,i=H(!0),a=null,o=Pn,s=null,c=jn(l);e=typeof e==`function`?e:e===void 0?Fn:H(+e),t=typeof t==`function`?t:H(t===void 0?0:+t),n=typeof n==`function`?n:n===void 0?In:H(+n);function l(l){var u,d,f,p=(l=Mn(l)).length,m,h=!1,g,_=Array(p),v=Array(p);for(a??(s=o(g=c())),u=0;u<=p;++u){if(!(u<p&&i(m=l[u],u,l))===h){if(h=!h)d=u,s.areaStart(),s.lineStart();else{for(s.lineEnd(),s.lineStart(),f=u-1;f>=d;--f)s.point(_[f],v[f]);s.lineEnd(),s.areaEnd()}}h&&(_[u]=+e(m,u,l),v[u]=+t(m,u,l),s.point(r?+r(m,u,l):_[u],n?+n(m,u,l):v[u]))}if(g)return s=null,g+``||null}function u(){return Ln().defined(i).curve(o).context(a)}return l.x=function(t){return arguments.length?(e=typeof t==`function`?t:H(+t),r=null,l):e},l.x0=function(t){return arguments.length?(e=typeof t==`function`?t:H(+t),l):e},l.x1=function(e){return arguments.length?(r=e==null?null:typeof e==`function`?e:H(+e),l):r},l.y=function(e){return arguments.length?(t=typeof e==`function`?e:H(+e),n=null,l):t},l.y0=function(e){return arguments.length?(t=typeof e==`function`?e:H(+e),l):t},l.y1=function(e){return arguments.length?(n=e==null?null:typeof e==`function`?e:H(+e),l):n},l.lineX0=l.lineY0=function(){return u().x(e).y(t)},l.lineY1=function(){return u().x(e).y(n)},l.lineX1=function(){return u().x(r).y(t)},l.defined=function(e){return arguments.length?(i=typeof e==`function`?e:H(!!e),l):i},l.curve=function(e){return arguments.length?(o=e,a!=null&&(s=o(a)),l):o},l.context=function(e){return arguments.length?(e==null?a=s=null:s=o(a=e),l):a},l}Bn(Pn);function zn(e){this._curve=e}zn.prototype={areaStart:function(){this._curve.areaStart()},areaEnd:function(){this._curve.areaEnd()},lineStart:function(){this._curve.lineStart()},lineEnd:function(){this._curve.lineEnd()},point:function(e,t){this._curve.point(t*Math.sin(e),t*-Math.cos(e))}};function Bn(e){function t(t){return new zn(e(t))}return t._curve=e,t}Dn(3),Dn(1/3)*2;let Vn=En(kn/10)/En(7*kn/10);En(An/10)*Vn,-Tn(An/10)*Vn,Dn(3),Dn(3),Dn(3)/2,(1/Dn(12)/2+1)*3;function Hn(){}function Un(e,t,n){e._context.bezierCurveTo((2*e._x0+e._x1)/3,(2*e._y0+e._y1)/3,(e._x0+2*e._x1)/3,(e._y0+2*e._y1)/3,(e._x0+4*e._x1+t)/6,(e._y0+4*e._y1+n)/6)}function Wn(e){this._context=e}Wn.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=NaN,this._point=0},lineEnd:function(){switch(this._point){case 3:Un(this,this._x1,this._y1);case 2:this._context.lineTo(this._x1,this._y1)}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,this._context.lineTo((5*this._x0+this._x1)/6,(5*this._y0+this._y1)/6);default:Un(this,e,t)}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function Gn(e,t){this._basis=new Wn(e),this._beta=t}Gn.prototype={lineStart:function(){this._x=[],this._y=[],this._basis.lineStart()},lineEnd:function(){var e=this._x,t=this._y,n=e.length-1;if(n>0)for(var r=e[0],i=t[0],a=e[n]-r,o=t[n]-i,s=-1,c;++s<=n;)c=s/n,this._basis.point(this._beta*e[s]+(1-this._beta)*(r+c*a),this._beta*t[s]+(1-this._beta)*(i+c*o));this._x=this._y=null,this._basis.lineEnd()},point:function(e,t){this._x.push(+e),this._y.push(+t)}},(function e(t){function n(e){return t===1?new Wn(e):new Gn(e,t)}return n.beta=function(t){return e(+t)},n})(.85);function Kn(e,t,n){e._context.bezierCurveTo(e._x1+e._k*(e._x2-e._x0),e._y1+e._k*(e._y2-e._y0),e._x2+e._k*(e._x1-t),e._y2+e._k*(e._y1-n),e._x2,e._y2)}function qn(e,t){this._context=e,this._k=(1-t)/6}qn.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this._x2,this._y2);break;case 3:Kn(this,this._x1,this._y1)}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2,this._x1=e,this._y1=t;break;case 2:this._point=3;default:Kn(this,e,t)}this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}},(function e(t){function n(e){return new qn(e,t)}return n.tension=function(t){return e(+t)},n})(0);function Jn(e,t){this._context=e,this._k=(1-t)/6}Jn.prototype={areaStart:Hn,areaEnd:Hn,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=this._y2=this._y3=this._y4=this._y5=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:this._context.moveTo(this._x3,this._y3),this._context.closePath();break;case 2:this._context.lineTo(this._x3,this._y3),this._context.closePath();break;case 3:this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(this._x5,this._y5)}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:this._point=2,this._context.moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:Kn(this,e,t)}this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}},(function e(t){function n(e){return new Jn(e,t)}return n.tension=function(t){return e(+t)},n})(0);function Yn(e,t){this._context=e,this._k=(1-t)/6}Yn.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(this._x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:Kn(this,e,t)}this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}},(function e(t){function n(e){return new Yn(e,t)}return n.tension=function(t){return e(+t)},n})(0);function Xn(e,t,n){var r=e._x1,i=e._y1,a=e._x2,o=e._y2;if(e._l01_a>On){var s=2*e._l01_2a+3*e._l01_a*e._l12_a+e._l12_2a,c=3*e._l01_a*(e._l01_a+e._l12_a);r=(r*s-e._x0*e._l12_2a+e._x2*e._l01_2a)/c,i=(i*s-e._y0*e._l12_2a+e._y2*e._l01_2a)/c}if(e._l23_a>On){var l=2*e._l23_2a+3*e._l23_a*e._l12_a+e._l12_2a,u=3*e._l23_a*(e._l23_a+e._l12_a);a=(a*l+e._x1*e._l23_2a-t*e._l12_2a)/u,o=(o*l+e._y1*e._l23_2a-n*e._l12_2a)/u}e._context.bezierCurveTo(r,i,a,o,e._x2,e._y2)}function Zn(e,t){this._context=e,this._alpha=t}Zn.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this._x2,this._y2);break;case 3:this.point(this._x2,this._y2)}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=(n*n+r*r)**+this._alpha)}switch(this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3;default:Xn(this,e,t)}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}},(function e(t){function n(e){return t?new Zn(e,t):new qn(e,0)}return n.alpha=function(t){return e(+t)},n})(.5);function Qn(e,t){this._context=e,this._alpha=t}Qn.prototype={areaStart:Hn,areaEnd:Hn,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=this._y2=this._y3=this._y4=this._y5=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this._point){case 1:this._context.moveTo(this._x3,this._y3),this._context.closePath();break;case 2:this._context.lineTo(this._x3,this._y3),this._context.closePath();break;case 3:this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(this._x5,this._y5)}},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=(n*n+r*r)**+this._alpha)}switch(this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:this._point=2,this._context.moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:Xn(this,e,t)}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}},(function e(t){function n(e){return t?new Qn(e,t):new Jn(e,0)}return n.alpha=function(t){return e(+t)},n})(.5);function $n(e,t){this._context=e,this._alpha=t}$n.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,r=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=(n*n+r*r)**+this._alpha)}switch(this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(this._x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:Xn(this,e,t)}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}},(function e(t){function n(e){return t?new $n(e,t):new Yn(e,0)}return n.alpha=function(t){return e(+t)},n})(.5);function er(e){return e<0?-1:1}function tr(e,t,n){var r=e._x1-e._x0,i=t-e._x1,a=(e._y1-e._y0)/(r||i<0&&-0),o=(n-e._y1)/(i||r<0&&-0),s=(a*i+o*r)/(r+i);return(er(a)+er(o))*Math.min(Math.abs(a),Math.abs(o),.5*Math.abs(s))||0}function nr(e,t){var n=e._x1-e._x0;return n?(3*(e._y1-e._y0)/n-t)/2:t}function rr(e,t,n){var r=e._x0,i=e._y0,a=e._x1,o=e._y1,s=(a-r)/3;e._context.bezierCurveTo(r+s,i+s*t,a-s,o-s*n,a,o)}function ir(e){this._context=e}ir.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=this._t0=NaN,this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this._x1,this._y1);break;case 3:rr(this,this._t0,nr(this,this._t0))}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){var n=NaN;if(e=+e,t=+t,e!==this._x1||t!==this._y1){switch(this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,rr(this,nr(this,n=tr(this,e,t)),n);break;default:rr(this,this._t0,n=tr(this,e,t))}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t,this._t0=n}}},Object.create(ir.prototype).point=function(e,t){ir.prototype.point.call(this,t,e)};function ar(e,t){this._context=e,this._t=t}ar.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=this._y=NaN,this._point=0},lineEnd:function(){0<this._t&&this._t<1&&this._point===2&&this._context.lineTo(this._x,this._y),(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line>=0&&(this._t=1-this._t,this._line=1-this._line)},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;default:if(this._t<=0)this._context.lineTo(this._x,t),this._context.lineTo(e,t);else{var n=this._x*(1-this._t)+e*this._t;this._context.lineTo(n,this._y),this._context.lineTo(n,t)}}this._x=e,this._y=t}};function or(e){return new ar(e,1)}function sr({tracks:e,from:t,until:n}){let r=e.flatMap(e=>[...e.lanes.values()].map(n=>({track:e,lane:n,changes:cr(n,e,t)}))),i=r.filter(({track:e,lane:t})=>dr(e)&&ur(t));return{counts:pr(r.map(({changes:e})=>e),t),exposureMs:i.reduce((e,{changes:t})=>e+fr(t,n),0),exposed:i.length}}function cr({spans:e},{view:t},n){let r=[{at:n,running:`old`}],i=/* @__PURE__ */ new Set;for(let{role:t,event:n,status:a,from:o,to:s}of e)t!==`related`&&!i.has(t)&&lr(a)&&(r.at(-1)?.running!==`unknown`&&r.push({at:o,running:`unknown`}),n===`ValidateService`&&a===`Succeeded`&&s!==void 0&&(r.push({at:s,running:t===`rollback`?`old`:`new`}),i.add(t)));let{result:a,endedAt:o}=t;if(!a||o===void 0)return r;let s=I(a);return s.state===`back`&&r.push({at:o,running:`old`}),s.state===`new`&&!s.partial&&r.push({at:o,running:`new`}),r}function lr(e){return e!==`Skipped`&&e!==`Pending`}function ur({spans:e}){return e.some(({role:e,status:t})=>e===`deployment`&&lr(t))}function dr({view:{result:e}}){return e!==void 0&&I(e).state===`back`}function fr(e,t){return e.reduce((n,{at:r,running:i},a)=>{let o=e[a+1]?.at??t;return i===`old`?n:n+Math.max(0,o-r)},0)}function pr(e,t){let n=e.flatMap(e=>e.slice(1).map((t,n)=>({...t,before:e[n]?.running??`old`}))),r={at:t,old:e.length,new:0,unknown:0},i=[{...r}];for(let{at:e,running:t,before:a}of n.toSorted((e,t)=>e.at-t.at))r.at=e,r[a]--,r[t]++,i.at(-1)?.at===e&&i.pop(),i.push({...r});return i}function mr(e,t){return e==null||t==null?NaN:e<t?-1:e>t?1:e>=t?0:NaN}function hr(e,t){return e==null||t==null?NaN:t<e?-1:t>e?1:t>=e?0:NaN}function gr(e){let t,n,r;e.length===2?(t=e===mr||e===hr?e:_r,n=e,r=e):(t=mr,n=(t,n)=>mr(e(t),n),r=(t,n)=>e(t)-n);function i(e,r,i=0,a=e.length){if(i<a){if(t(r,r)!==0)return a;do{let t=i+a>>>1;n(e[t],r)<0?i=t+1:a=t}while(i<a)}return i}function a(e,r,i=0,a=e.length){if(i<a){if(t(r,r)!==0)return a;do{let t=i+a>>>1;n(e[t],r)<=0?i=t+1:a=t}while(i<a)}return i}function o(e,t,n=0,a=e.length){let o=i(e,t,n,a-1);return o>n&&r(e[o-1],t)>-r(e[o],t)?o-1:o}return{left:i,center:o,right:a}}function _r(){return 0}function vr(e){return e===null?NaN:+e}let yr=gr(mr),br=yr.right;yr.left,gr(vr).center,Array.prototype.slice;let xr=Math.sqrt(50),Sr=Math.sqrt(10),Cr=Math.sqrt(2);function wr(e,t,n){let r=(t-e)/Math.max(0,n),i=Math.floor(Math.log10(r)),a=r/10**i,o=a>=xr?10:a>=Sr?5:a>=Cr?2:1,s,c,l;return i<0?(l=10**-i/o,s=Math.round(e*l),c=Math.round(t*l),s/l<e&&++s,c/l>t&&--c,l=-l):(l=10**i*o,s=Math.round(e/l),c=Math.round(t/l),s*l<e&&++s,c*l>t&&--c),c<s&&.5<=n&&n<2?wr(e,t,n*2):[s,c,l]}function Tr(e,t,n){return t=+t,e=+e,n=+n,wr(e,t,n)[2]}function Er(e,t,n){t=+t,e=+e,n=+n;let r=t<e,i=r?Tr(t,e,n):Tr(e,t,n);return(r?-1:1)*(i<0?1/-i:i)}function Dr(e,t,n){e.prototype=t.prototype=n,n.constructor=e}function Or(e,t){var n=Object.create(e.prototype);for(var r in t)n[r]=t[r];return n}function kr(){}var Ar=.7,jr=1/Ar,Mr=`\\\\s*([+-]?\\\\d+)\\\\s*`,Nr=`\\\\s*([+-]?(?:\\\\d*\\\\.)?\\\\d+(?:[eE][+-]?\\\\d+)?)\\\\s*`,U=`\\\\s*([+-]?(?:\\\\d*\\\\.)?\\\\d+(?:[eE][+-]?\\\\d+)?)%\\\\s*`,Pr=/^#([0-9a-f]{3,8})$/,Fr=RegExp(`^rgb\\\\(${Mr},${Mr},${Mr}\\\\)$`),Ir=RegExp(`^rgb\\\\(${U},${U},${U}\\\\)$`),Lr=RegExp(`^rgba\\\\(${Mr},${Mr},${Mr},${Nr}\\\\)$`),Rr=RegExp(`^rgba\\\\(${U},${U},${U},${Nr}\\\\)$`),zr=RegExp(`^hsl\\\\(${Nr},${U},${U}\\\\)$`),Br=RegExp(`^hsla\\\\(${Nr},${U},${U},${Nr}\\\\)$`),Vr={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074};Dr(kr,Kr,{copy(e){return Object.assign(new this.constructor,this,e)},displayable(){return this.rgb().displayable()},hex:Hr,formatHex:Hr,formatHex8:Ur,formatHsl:Wr,formatRgb:Gr,toString:Gr});function Hr(){return this.rgb().formatHex()}function Ur(){return this.rgb().formatHex8()}function Wr(){return ii(this).formatHsl()}function Gr(){return this.rgb().formatRgb()}function Kr(e){var t,n;return e=(e+``).trim().toLowerCase(),(t=Pr.exec(e))?(n=t[1].length,t=parseInt(t[1],16),n===6?qr(t):n===3?new W(t>>8&15|t>>4&240,t>>4&15|t&240,(t&15)<<4|t&15,1):n===8?Jr(t>>24&255,t>>16&255,t>>8&255,(t&255)/255):n===4?Jr(t>>12&15|t>>8&240,t>>8&15|t>>4&240,t>>4&15|t&240,((t&15)<<4|t&15)/255):null):(t=Fr.exec(e))?new W(t[1],t[2],t[3],1):(t=Ir.exec(e))?new W(t[1]*255/100,t[2]*255/100,t[3]*255/100,1):(t=Lr.exec(e))?Jr(t[1],t[2],t[3],t[4]):(t=Rr.exec(e))?Jr(t[1]*255/100,t[2]*255/100,t[3]*255/100,t[4]):(t=zr.exec(e))?ri(t[1],t[2]/100,t[3]/100,1):(t=Br.exec(e))?ri(t[1],t[2]/100,t[3]/100,t[4]):Vr.hasOwnProperty(e)?qr(Vr[e]):e===`transparent`?new W(NaN,NaN,NaN,0):null}function qr(e){return new W(e>>16&255,e>>8&255,e&255,1)}function Jr(e,t,n,r){return r<=0&&(e=t=n=NaN),new W(e,t,n,r)}function Yr(e){return e instanceof kr||(e=Kr(e)),e?(e=e.rgb(),new W(e.r,e.g,e.b,e.opacity)):new W}function Xr(e,t,n,r){return arguments.length===1?Yr(e):new W(e,t,n,r??1)}function W(e,t,n,r){this.r=+e,this.g=+t,this.b=+n,this.opacity=+r}Dr(W,Xr,Or(kr,{brighter(e){return e=e==null?jr:jr**+e,new W(this.r*e,this.g*e,this.b*e,this.opacity)},darker(e){return e=e==null?Ar:Ar**+e,new W(this.r*e,this.g*e,this.b*e,this.opacity)},rgb(){return this},clamp(){return new W(ti(this.r),ti(this.g),ti(this.b),ei(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:Zr,formatHex:Zr,formatHex8:Qr,formatRgb:$r,toString:$r}));function Zr(){return`#${ni(this.r)}${ni(this.g)}${ni(this.b)}`}function Qr(){return`#${ni(this.r)}${ni(this.g)}${ni(this.b)}${ni((isNaN(this.opacity)?1:this.opacity)*255)}`}function $r(){let e=ei(this.opacity);return`${e===1?`rgb(`:`rgba(`}${ti(this.r)}, ${ti(this.g)}, ${ti(this.b)}${e===1?`)`:`, ${e})`}`}function ei(e){return isNaN(e)?1:Math.max(0,Math.min(1,e))}function ti(e){return Math.max(0,Math.min(255,Math.round(e)||0))}function ni(e){return e=ti(e),(e<16?`0`:``)+e.toString(16)}function ri(e,t,n,r){return r<=0?e=t=n=NaN:n<=0||n>=1?e=t=NaN:t<=0&&(e=NaN),new G(e,t,n,r)}function ii(e){if(e instanceof G)return new G(e.h,e.s,e.l,e.opacity);if(e instanceof kr||(e=Kr(e)),!e)return new G;if(e instanceof G)return e;e=e.rgb();var t=e.r/255,n=e.g/255,r=e.b/255,i=Math.min(t,n,r),a=Math.max(t,n,r),o=NaN,s=a-i,c=(a+i)/2;return s?(o=t===a?(n-r)/s+(n<r)*6:n===a?(r-t)/s+2:(t-n)/s+4,s/=c<.5?a+i:2-a-i,o*=60):s=c>0&&c<1?0:o,new G(o,s,c,e.opacity)}function ai(e,t,n,r){return arguments.length===1?ii(e):new G(e,t,n,r??1)}function G(e,t,n,r){this.h=+e,this.s=+t,this.l=+n,this.opacity=+r}Dr(G,ai,Or(kr,{brighter(e){return e=e==null?jr:jr**+e,new G(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?Ar:Ar**+e,new G(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=this.h%360+(this.h<0)*360,t=isNaN(e)||isNaN(this.s)?0:this.s,n=this.l,r=n+(n<.5?n:1-n)*t,i=2*n-r;return new W(ci(e>=240?e-240:e+120,i,r),ci(e,i,r),ci(e<120?e+240:e-120,i,r),this.opacity)},clamp(){return new G(oi(this.h),si(this.s),si(this.l),ei(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){let e=ei(this.opacity);return`${e===1?`hsl(`:`hsla(`}${oi(this.h)}, ${si(this.s)*100}%, ${si(this.l)*100}%${e===1?`)`:`, ${e})`}`}}));function oi(e){return e=(e||0)%360,e<0?e+360:e}function si(e){return Math.max(0,Math.min(1,e||0))}function ci(e,t,n){return(e<60?t+(n-t)*e/60:e<180?n:e<240?t+(n-t)*(240-e)/60:t)*255}let li=Math.PI/180,ui=180/Math.PI,di=.96422,fi=.82521,pi=4/29,mi=6/29,hi=3*mi*mi;function gi(e){if(e instanceof K)return new K(e.l,e.a,e.b,e.opacity);if(e instanceof q)return wi(e);e instanceof W||(e=Yr(e));var t=xi(e.r),n=xi(e.g),r=xi(e.b),i=vi((.2225045*t+.7168786*n+.0606169*r)/1),a,o;return t===n&&n===r?a=o=i:(a=vi((.4360747*t+.3850649*n+.1430804*r)/di),o=vi((.0139322*t+.0971045*n+.7141733*r)/fi)),new K(116*i-16,500*(a-i),200*(i-o),e.opacity)}function _i(e,t,n,r){return arguments.length===1?gi(e):new K(e,t,n,r??1)}function K(e,t,n,r){this.l=+e,this.a=+t,this.b=+n,this.opacity=+r}Dr(K,_i,Or(kr,{brighter(e){return new K(this.l+18*(e??1),this.a,this.b,this.opacity)},darker(e){return new K(this.l-18*(e??1),this.a,this.b,this.opacity)},rgb(){var e=(this.l+16)/116,t=isNaN(this.a)?e:e+this.a/500,n=isNaN(this.b)?e:e-this.b/200;return t=di*yi(t),e=1*yi(e),n=fi*yi(n),new W(bi(3.1338561*t-1.6168667*e-.4906146*n),bi(-.9787684*t+1.9161415*e+.033454*n),bi(.0719453*t-.2289914*e+1.4052427*n),this.opacity)}}));function vi(e){return e>.008856451679035631?e**(1/3):e/hi+pi}function yi(e){return e>mi?e*e*e:hi*(e-pi)}function bi(e){return 255*(e<=.0031308?12.92*e:1.055*e**(1/2.4)-.055)}function xi(e){return(e/=255)<=.04045?e/12.92:((e+.055)/1.055)**2.4}function Si(e){if(e instanceof q)return new q(e.h,e.c,e.l,e.opacity);if(e instanceof K||(e=gi(e)),e.a===0&&e.b===0)return new q(NaN,0<e.l&&e.l<100?0:NaN,e.l,e.opacity);var t=Math.atan2(e.b,e.a)*ui;return new q(t<0?t+360:t,Math.sqrt(e.a*e.a+e.b*e.b),e.l,e.opacity)}function Ci(e,t,n,r){return arguments.length===1?Si(e):new q(e,t,n,r??1)}function q(e,t,n,r){this.h=+e,this.c=+t,this.l=+n,this.opacity=+r}function wi(e){if(isNaN(e.h))return new K(e.l,0,0,e.opacity);var t=e.h*li;return new K(e.l,Math.cos(t)*e.c,Math.sin(t)*e.c,e.opacity)}Dr(q,Ci,Or(kr,{brighter(e){return new q(this.h,this.c,this.l+18*(e??1),this.opacity)},darker(e){return new q(this.h,this.c,this.l-18*(e??1),this.opacity)},rgb(){return wi(this).rgb()}}));var Ti=-.14861,Ei=1.78277,Di=-.29227,Oi=-.90649,ki=1.97294,Ai=ki*Oi,ji=ki*Ei,Mi=Ei*Di-Oi*Ti;function Ni(e){if(e instanceof Fi)return new Fi(e.h,e.s,e.l,e.opacity);e instanceof W||(e=Yr(e));var t=e.r/255,n=e.g/255,r=e.b/255,i=(Mi*r+Ai*t-ji*n)/(Mi+Ai-ji),a=r-i,o=(ki*(n-i)-Di*a)/Oi,s=Math.sqrt(o*o+a*a)/(ki*i*(1-i)),c=s?Math.atan2(o,a)*ui-120:NaN;return new Fi(c<0?c+360:c,s,i,e.opacity)}function Pi(e,t,n,r){return arguments.length===1?Ni(e):new Fi(e,t,n,r??1)}function Fi(e,t,n,r){this.h=+e,this.s=+t,this.l=+n,this.opacity=+r}Dr(Fi,Pi,Or(kr,{brighter(e){return e=e==null?jr:jr**+e,new Fi(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?Ar:Ar**+e,new Fi(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=isNaN(this.h)?0:(this.h+120)*li,t=+this.l,n=isNaN(this.s)?0:this.s*t*(1-t),r=Math.cos(e),i=Math.sin(e);return new W(255*(t+n*(Ti*r+Ei*i)),255*(t+n*(Di*r+Oi*i)),255*(t+ki*r*n),this.opacity)}}));var Ii=e=>()=>e;function Li(e,t){return function(n){return e+n*t}}function Ri(e,t,n){return e**=+n,t=t**+n-e,n=1/n,function(r){return(e+r*t)**+n}}function zi(e,t){var n=t-e;return n?Li(e,n>180||n<-180?n-360*Math.round(n/360):n):Ii(isNaN(e)?t:e)}function Bi(e){return(e=+e)==1?Vi:function(t,n){return n-t?Ri(t,n,e):Ii(isNaN(t)?n:t)}}function Vi(e,t){var n=t-e;return n?Li(e,n):Ii(isNaN(e)?t:e)}var Hi=(function e(t){var n=Bi(t);function r(e,t){var r=n((e=Xr(e)).r,(t=Xr(t)).r),i=n(e.g,t.g),a=n(e.b,t.b),o=Vi(e.opacity,t.opacity);return function(t){return e.r=r(t),e.g=i(t),e.b=a(t),e.opacity=o(t),e+``}}return r.gamma=e,r})(1);function Ui(e,t){t||=[];var n=e?Math.min(t.length,e.length):0,r=t.slice(),i;return function(a){for(i=0;i<n;++i)r[i]=e[i]*(1-a)+t[i]*a;return r}}function Wi(e){return ArrayBuffer.isView(e)&&!(e instanceof DataView)}function Gi(e,t){for(var n=t?t.length:0,r=e?Math.min(n,e.length):0,i=Array(r),a=Array(n),o=0;o<r;++o)i[o]=ea(e[o],t[o]);for(;o<n;++o)a[o]=t[o];return function(e){for(o=0;o<r;++o)a[o]=i[o](e);return a}}function Ki(e,t){var n=/* @__PURE__ */ new Date;return e=+e,t=+t,function(r){return n.setTime(e*(1-r)+t*r),n}}function qi(e,t){return e=+e,t=+t,function(n){return e*(1-n)+t*n}}function Ji(e,t){var n={},r={},i;for(i in typeof e==`object`&&e||(e={}),typeof t==`object`&&t||(t={}),t)i in e?n[i]=ea(e[i],t[i]):r[i]=t[i];return function(e){for(i in n)r[i]=n[i](e);return r}}var Yi=/[-+]?(?:\\d+\\.?\\d*|\\.?\\d+)(?:[eE][-+]?\\d+)?/g,Xi=new RegExp(Yi.source,`g`);function Zi(e){return function(){return e}}function Qi(e){return function(t){return e(t)+``}}function $i(e,t){var n=Yi.lastIndex=Xi.lastIndex=0,r,i,a,o=-1,s=[],c=[];for(e+=``,t+=``;(r=Yi.exec(e))&&(i=Xi.exec(t));)(a=i.index)>n&&(a=t.slice(n,a),s[o]?s[o]+=a:s[++o]=a),(r=r[0])===(i=i[0])?s[o]?s[o]+=i:s[++o]=i:(s[++o]=null,c.push({i:o,x:qi(r,i)})),n=Xi.lastIndex;return n<t.length&&(a=t.slice(n),s[o]?s[o]+=a:s[++o]=a),s.length<2?c[0]?Qi(c[0].x):Zi(t):(t=c.length,function(e){for(var n=0,r;n<t;++n)s[(r=c[n]).i]=r.x(e);return s.join(``)})}function ea(e,t){var n=typeof t,r;return t==null||n===`boolean`?Ii(t):(n===`number`?qi:n===`string`?(r=Kr(t))?(t=r,Hi):$i:t instanceof Kr?Hi:t instanceof Date?Ki:Wi(t)?Ui:Array.isArray(t)?Gi:typeof t.valueOf!=`function`&&typeof t.toString!=`function`||isNaN(t)?Ji:qi)(e,t)}function ta(e,t){return e=+e,t=+t,function(n){return Math.round(e*(1-n)+t*n)}}var na=1e-12;function ra(e){return((e=Math.exp(e))+1/e)/2}function ia(e){return((e=Math.exp(e))-1/e)/2}function aa(e){return((e=Math.exp(2*e))-1)/(e+1)}(function e(t,n,r){function i(e,i){var a=e[0],o=e[1],s=e[2],c=i[0],l=i[1],u=i[2],d=c-a,f=l-o,p=d*d+f*f,m,h;if(p<na)h=Math.log(u/s)/t,m=function(e){return[a+e*d,o+e*f,s*Math.exp(t*e*h)]};else{var g=Math.sqrt(p),_=(u*u-s*s+r*p)/(2*s*n*g),v=(u*u-s*s-r*p)/(2*u*n*g),y=Math.log(Math.sqrt(_*_+1)-_);h=(Math.log(Math.sqrt(v*v+1)-v)-y)/t,m=function(e){var r=e*h,i=ra(y),c=s/(n*g)*(i*aa(t*r+y)-ia(y));return[a+c*d,o+c*f,s*i/ra(t*r+y)]}}return m.duration=Math.abs(h)*1e3*t/Math.SQRT2,m}return i.rho=function(t){var n=Math.max(.001,+t),r=n*n;return e(n,r,r*r)},i})(Math.SQRT2,2,4);function oa(e){return(function t(n){n=+n;function r(t,r){var i=e((t=Pi(t)).h,(r=Pi(r)).h),a=Vi(t.s,r.s),o=Vi(t.l,r.l),s=Vi(t.opacity,r.opacity);return function(e){return t.h=i(e),t.s=a(e),t.l=o(e**+n),t.opacity=s(e),t+``}}return r.gamma=t,r})(1)}oa(zi),oa(Vi);let sa=/* @__PURE__ */ new Date,ca=/* @__PURE__ */ new Date;function J(e,t,n,r){function i(t){return e(t=arguments.length===0?/* @__PURE__ */ new Date:/* @__PURE__ */ new Date(+t)),t}return i.floor=t=>(e(t=/* @__PURE__ */ new Date(+t)),t),i.ceil=n=>(e(n=/* @__PURE__ */ new Date(n-1)),t(n,1),e(n),n),i.round=e=>{let t=i(e),n=i.ceil(e);return e-t<n-e?t:n},i.offset=(e,n)=>(t(e=/* @__PURE__ */ new Date(+e),n==null?1:Math.floor(n)),e),i.range=(n,r,a)=>{let o=[];if(n=i.ceil(n),a=a==null?1:Math.floor(a),!(n<r)||!(a>0))return o;let s;do o.push(s=/* @__PURE__ */ new Date(+n)),t(n,a),e(n);while(s<n&&n<r);return o},i.filter=n=>J(t=>{if(t>=t)for(;e(t),!n(t);)t.setTime(t-1)},(e,r)=>{if(e>=e){if(r<0)for(;++r<=0;)for(;t(e,-1),!n(e););else for(;--r>=0;)for(;t(e,1),!n(e););}}),n&&(i.count=(t,r)=>(sa.setTime(+t),ca.setTime(+r),e(sa),e(ca),Math.floor(n(sa,ca))),i.every=e=>(e=Math.floor(e),!isFinite(e)||!(e>0)?null:e>1?i.filter(r?t=>r(t)%e===0:t=>i.count(0,t)%e===0):i)),i}let la=J(()=>{},(e,t)=>{e.setTime(+e+t)},(e,t)=>t-e);la.every=e=>(e=Math.floor(e),!isFinite(e)||!(e>0)?null:e>1?J(t=>{t.setTime(Math.floor(t/e)*e)},(t,n)=>{t.setTime(+t+n*e)},(t,n)=>(n-t)/e):la),la.range;let Y=1e3,X=Y*60,ua=X*60,da=ua*24,fa=da*7,pa=da*30,ma=da*365,ha=J(e=>{e.setTime(e-e.getMilliseconds())},(e,t)=>{e.setTime(+e+t*Y)},(e,t)=>(t-e)/Y,e=>e.getUTCSeconds());ha.range;let ga=J(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*Y)},(e,t)=>{e.setTime(+e+t*X)},(e,t)=>(t-e)/X,e=>e.getMinutes());ga.range;let _a=J(e=>{e.setUTCSeconds(0,0)},(e,t)=>{e.setTime(+e+t*X)},(e,t)=>(t-e)/X,e=>e.getUTCMinutes());_a.range;let va=J(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*Y-e.getMinutes()*X)},(e,t)=>{e.setTime(+e+t*ua)},(e,t)=>(t-e)/ua,e=>e.getHours());va.range;let ya=J(e=>{e.setUTCMinutes(0,0,0)},(e,t)=>{e.setTime(+e+t*ua)},(e,t)=>(t-e)/ua,e=>e.getUTCHours());ya.range;let ba=J(e=>e.setHours(0,0,0,0),(e,t)=>e.setDate(e.getDate()+t),(e,t)=>(t-e-(t.getTimezoneOffset()-e.getTimezoneOffset())*X)/da,e=>e.getDate()-1);ba.range;let xa=J(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t)},(e,t)=>(t-e)/da,e=>e.getUTCDate()-1);xa.range;let Sa=J(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t)},(e,t)=>(t-e)/da,e=>Math.floor(e/da));Sa.range;function Ca(e){return J(t=>{t.setDate(t.getDate()-(t.getDay()+7-e)%7),t.setHours(0,0,0,0)},(e,t)=>{e.setDate(e.getDate()+t*7)},(e,t)=>(t-e-(t.getTimezoneOffset()-e.getTimezoneOffset())*X)/fa)}let wa=Ca(0),Ta=Ca(1),Ea=Ca(2),Da=Ca(3),Oa=Ca(4),ka=Ca(5),Aa=Ca(6);wa.range,Ta.range,Ea.range,Da.range,Oa.range,ka.range,Aa.range;function ja(e){return J(t=>{t.setUTCDate(t.getUTCDate()-(t.getUTCDay()+7-e)%7),t.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t*7)},(e,t)=>(t-e)/fa)}let Ma=ja(0),Na=ja(1),Pa=ja(2),Fa=ja(3),Ia=ja(4),La=ja(5),Ra=ja(6);Ma.range,Na.range,Pa.range,Fa.range,Ia.range,La.range,Ra.range;let za=J(e=>{e.setDate(1),e.setHours(0,0,0,0)},(e,t)=>{e.setMonth(e.getMonth()+t)},(e,t)=>t.getMonth()-e.getMonth()+(t.getFullYear()-e.getFullYear())*12,e=>e.getMonth());za.range;let Ba=J(e=>{e.setUTCDate(1),e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCMonth(e.getUTCMonth()+t)},(e,t)=>t.getUTCMonth()-e.getUTCMonth()+(t.getUTCFullYear()-e.getUTCFullYear())*12,e=>e.getUTCMonth());Ba.range;let Va=J(e=>{e.setMonth(0,1),e.setHours(0,0,0,0)},(e,t)=>{e.setFullYear(e.getFullYear()+t)},(e,t)=>t.getFullYear()-e.getFullYear(),e=>e.getFullYear());Va.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:J(t=>{t.setFullYear(Math.floor(t.getFullYear()/e)*e),t.setMonth(0,1),t.setHours(0,0,0,0)},(t,n)=>{t.setFullYear(t.getFullYear()+n*e)}),Va.range;let Ha=J(e=>{e.setUTCMonth(0,1),e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCFullYear(e.getUTCFullYear()+t)},(e,t)=>t.getUTCFullYear()-e.getUTCFullYear(),e=>e.getUTCFullYear());Ha.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:J(t=>{t.setUTCFullYear(Math.floor(t.getUTCFullYear()/e)*e),t.setUTCMonth(0,1),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCFullYear(t.getUTCFullYear()+n*e)}),Ha.range;function Ua(e,t,n,r,i,a){let o=[[ha,1,Y],[ha,5,5*Y],[ha,15,15*Y],[ha,30,30*Y],[a,1,X],[a,5,5*X],[a,15,15*X],[a,30,30*X],[i,1,ua],[i,3,3*ua],[i,6,6*ua],[i,12,12*ua],[r,1,da],[r,2,2*da],[n,1,fa],[t,1,pa],[t,3,3*pa],[e,1,ma]];function s(e,t,n){let r=t<e;r&&([e,t]=[t,e]);let i=n&&typeof n.range==`function`?n:c(e,t,n),a=i?i.range(e,+t+1):[];return r?a.reverse():a}function c(t,n,r){let i=Math.abs(n-t)/r,a=gr(([,,e])=>e).right(o,i);if(a===o.length)return e.every(Er(t/ma,n/ma,r));if(a===0)return la.every(Math.max(Er(t,n,r),1));let[s,c]=o[i/o[a-1][2]<o[a][2]/i?a-1:a];return s.every(c)}return[s,c]}let[Wa,Ga]=Ua(Ha,Ba,Ma,Sa,ya,_a),[Ka,qa]=Ua(Va,za,wa,ba,va,ga);function Ja(e){if(0<=e.y&&e.y<100){var t=new Date(-1,e.m,e.d,e.H,e.M,e.S,e.L);return t.setFullYear(e.y),t}return new Date(e.y,e.m,e.d,e.H,e.M,e.S,e.L)}function Ya(e){if(0<=e.y&&e.y<100){var t=new Date(Date.UTC(-1,e.m,e.d,e.H,e.M,e.S,e.L));return t.setUTCFullYear(e.y),t}return new Date(Date.UTC(e.y,e.m,e.d,e.H,e.M,e.S,e.L))}function Xa(e,t,n){return{y:e,m:t,d:n,H:0,M:0,S:0,L:0}}function Za(e){var t=e.dateTime,n=e.date,r=e.time,i=e.periods,a=e.days,o=e.shortDays,s=e.months,c=e.shortMonths,l=no(i),u=ro(i),d=no(a),f=ro(a),p=no(o),m=ro(o),h=no(s),g=ro(s),_=no(c),v=ro(c),y={a:ie,A:ae,b:oe,B:k,c:null,d:To,e:To,f:Ao,g:Vo,G:Uo,H:Eo,I:Do,j:Oo,L:ko,m:jo,M:Mo,p:se,q:ce,Q:fs,s:ps,S:No,u:Po,U:Fo,V:Lo,w:Ro,W:zo,x:null,X:null,y:Bo,Y:Ho,Z:Wo,\"%\":ds},b={a:le,A:ue,b:A,B:j,c:null,d:Go,e:Go,f:Xo,g:ss,G:ls,H:Ko,I:qo,j:Jo,L:Yo,m:Zo,M:Qo,p:M,q:de,Q:fs,s:ps,S:$o,u:es,U:ts,V:rs,w:is,W:as,x:null,X:null,y:os,Y:cs,Z:us,\"%\":ds},x={a:ee,A:E,b:D,B:te,c:O,d:ho,e:ho,f:xo,g:uo,G:lo,H:_o,I:_o,j:go,L:bo,m:mo,M:vo,p:T,q:po,Q:Co,s:wo,S:yo,u:ao,U:oo,V:so,w:io,W:co,x:ne,X:re,y:uo,Y:lo,Z:fo,\"%\":So};y.x=S(n,y),y.X=S(r,y),y.c=S(t,y),b.x=S(n,b),b.X=S(r,b),b.c=S(t,b);function S(e,t){return function(n){var r=[],i=-1,a=0,o=e.length,s,c,l;for(n instanceof Date||(n=/* @__PURE__ */ new Date(+n));++i<o;)e.charCodeAt(i)===37&&(r.push(e.slice(a,i)),(c=Qa[s=e.charAt(++i)])==null?c=s===`e`?` `:`0`:s=e.charAt(++i),(l=t[s])&&(s=l(n,c)),r.push(s),a=i+1);return r.push(e.slice(a,i)),r.join(``)}}function C(e,t){return function(n){var r=Xa(1900,void 0,1),i=w(r,e,n+=``,0),a,o;if(i!=n.length)return null;if(`Q`in r)return new Date(r.Q);if(`s`in r)return new Date(r.s*1e3+(`L`in r?r.L:0));if(t&&!(`Z`in r)&&(r.Z=0),`p`in r&&(r.H=r.H%12+r.p*12),r.m===void 0&&(r.m=`q`in r?r.q:0),`V`in r){if(r.V<1||r.V>53)return null;`w`in r||(r.w=1),`Z`in r?(a=Ya(Xa(r.y,0,1)),o=a.getUTCDay(),a=o>4||o===0?Na.ceil(a):Na(a),a=xa.offset(a,(r.V-1)*7),r.y=a.getUTCFullYear(),r.m=a.getUTCMonth(),r.d=a.getUTCDate()+(r.w+6)%7):(a=Ja(Xa(r.y,0,1)),o=a.getDay(),a=o>4||o===0?Ta.ceil(a):Ta(a),a=ba.offset(a,(r.V-1)*7),r.y=a.getFullYear(),r.m=a.getMonth(),r.d=a.getDate()+(r.w+6)%7)}else(`W`in r||`U`in r)&&(`w`in r||(r.w=`u`in r?r.u%7:+(`W`in r)),o=`Z`in r?Ya(Xa(r.y,0,1)).getUTCDay():Ja(Xa(r.y,0,1)).getDay(),r.m=0,r.d=`W`in r?(r.w+6)%7+r.W*7-(o+5)%7:r.w+r.U*7-(o+6)%7);return`Z`in r?(r.H+=r.Z/100|0,r.M+=r.Z%100,Ya(r)):Ja(r)}}function w(e,t,n,r){for(var i=0,a=t.length,o=n.length,s,c;i<a;){if(r>=o)return-1;if(s=t.charCodeAt(i++),s===37){if(s=t.charAt(i++),c=x[s in Qa?t.charAt(i++):s],!c||(r=c(e,n,r))<0)return-1}else if(s!=n.charCodeAt(r++))return-1}return r}function T(e,t,n){var r=l.exec(t.slice(n));return r?(e.p=u.get(r[0].toLowerCase()),n+r[0].length):-1}function ee(e,t,n){var r=p.exec(t.slice(n));return r?(e.w=m.get(r[0].toLowerCase()),n+r[0].length):-1}function E(e,t,n){var r=d.exec(t.slice(n));return r?(e.w=f.get(r[0].toLowerCase()),n+r[0].length):-1}function D(e,t,n){var r=_.exec(t.slice(n));return r?(e.m=v.get(r[0].toLowerCase()),n+r[0].length):-1}function te(e,t,n){var r=h.exec(t.slice(n));return r?(e.m=g.get(r[0].toLowerCase()),n+r[0].length):-1}function O(e,n,r){return w(e,t,n,r)}function ne(e,t,r){return w(e,n,t,r)}function re(e,t,n){return w(e,r,t,n)}function ie(e){return o[e.getDay()]}function ae(e){return a[e.getDay()]}function oe(e){return c[e.getMonth()]}function k(e){return s[e.getMonth()]}function se(e){return i[+(e.getHours()>=12)]}function ce(e){return 1+~~(e.getMonth()/3)}function le(e){return o[e.getUTCDay()]}function ue(e){return a[e.getUTCDay()]}function A(e){return c[e.getUTCMonth()]}function j(e){return s[e.getUTCMonth()]}function M(e){return i[+(e.getUTCHours()>=12)]}function de(e){return 1+~~(e.getUTCMonth()/3)}return{format:function(e){var t=S(e+=``,y);return t.toString=function(){return e},t},parse:function(e){var t=C(e+=``,!1);return t.toString=function(){return e},t},utcFormat:function(e){var t=S(e+=``,b);return t.toString=function(){return e},t},utcParse:function(e){var t=C(e+=``,!0);return t.toString=function(){return e},t}}}var Qa={\"-\":``,_:` `,0:`0`},Z=/^\\s*\\d+/,$a=/^%/,eo=/[\\\\^$*+?|[\\]().{}]/g;function Q(e,t,n){var r=e<0?`-`:``,i=(r?-e:e)+``,a=i.length;return r+(a<n?Array(n-a+1).join(t)+i:i)}function to(e){return e.replace(eo,`\\\\$&`)}function no(e){return RegExp(`^(?:`+e.map(to).join(`|`)+`)`,`i`)}function ro(e){return new Map(e.map((e,t)=>[e.toLowerCase(),t]))}function io(e,t,n){var r=Z.exec(t.slice(n,n+1));return r?(e.w=+r[0],n+r[0].length):-1}function ao(e,t,n){var r=Z.exec(t.slice(n,n+1));return r?(e.u=+r[0],n+r[0].length):-1}function oo(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.U=+r[0],n+r[0].length):-1}function so(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.V=+r[0],n+r[0].length):-1}function co(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.W=+r[0],n+r[0].length):-1}function lo(e,t,n){var r=Z.exec(t.slice(n,n+4));return r?(e.y=+r[0],n+r[0].length):-1}function uo(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.y=+r[0]+(+r[0]>68?1900:2e3),n+r[0].length):-1}function fo(e,t,n){var r=/^(Z)|([+-]\\d\\d)(?::?(\\d\\d))?/.exec(t.slice(n,n+6));return r?(e.Z=r[1]?0:-(r[2]+(r[3]||`00`)),n+r[0].length):-1}function po(e,t,n){var r=Z.exec(t.slice(n,n+1));return r?(e.q=r[0]*3-3,n+r[0].length):-1}function mo(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.m=r[0]-1,n+r[0].length):-1}function ho(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.d=+r[0],n+r[0].length):-1}function go(e,t,n){var r=Z.exec(t.slice(n,n+3));return r?(e.m=0,e.d=+r[0],n+r[0].length):-1}function _o(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.H=+r[0],n+r[0].length):-1}function vo(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.M=+r[0],n+r[0].length):-1}function yo(e,t,n){var r=Z.exec(t.slice(n,n+2));return r?(e.S=+r[0],n+r[0].length):-1}function bo(e,t,n){var r=Z.exec(t.slice(n,n+3));return r?(e.L=+r[0],n+r[0].length):-1}function xo(e,t,n){var r=Z.exec(t.slice(n,n+6));return r?(e.L=Math.floor(r[0]/1e3),n+r[0].length):-1}function So(e,t,n){var r=$a.exec(t.slice(n,n+1));return r?n+r[0].length:-1}function Co(e,t,n){var r=Z.exec(t.slice(n));return r?(e.Q=+r[0],n+r[0].length):-1}function wo(e,t,n){var r=Z.exec(t.slice(n));return r?(e.s=+r[0],n+r[0].length):-1}function To(e,t){return Q(e.getDate(),t,2)}function Eo(e,t){return Q(e.getHours(),t,2)}function Do(e,t){return Q(e.getHours()%12||12,t,2)}function Oo(e,t){return Q(1+ba.count(Va(e),e),t,3)}function ko(e,t){return Q(e.getMilliseconds(),t,3)}function Ao(e,t){return ko(e,t)+`000`}function jo(e,t){return Q(e.getMonth()+1,t,2)}function Mo(e,t){return Q(e.getMinutes(),t,2)}function No(e,t){return Q(e.getSeconds(),t,2)}function Po(e){var t=e.getDay();return t===0?7:t}function Fo(e,t){return Q(wa.count(Va(e)-1,e),t,2)}function Io(e){var t=e.getDay();return t>=4||t===0?Oa(e):Oa.ceil(e)}function Lo(e,t){return e=Io(e),Q(Oa.count(Va(e),e)+(Va(e).getDay()===4),t,2)}function Ro(e){return e.getDay()}function zo(e,t){return Q(Ta.count(Va(e)-1,e),t,2)}function Bo(e,t){return Q(e.getFullYear()%100,t,2)}function Vo(e,t){return e=Io(e),Q(e.getFullYear()%100,t,2)}function Ho(e,t){return Q(e.getFullYear()%1e4,t,4)}function Uo(e,t){var n=e.getDay();return e=n>=4||n===0?Oa(e):Oa.ceil(e),Q(e.getFullYear()%1e4,t,4)}function Wo(e){var t=e.getTimezoneOffset();return(t>0?`-`:(t*=-1,`+`))+Q(t/60|0,`0`,2)+Q(t%60,`0`,2)}function Go(e,t){return Q(e.getUTCDate(),t,2)}function Ko(e,t){return Q(e.getUTCHours(),t,2)}function qo(e,t){return Q(e.getUTCHours()%12||12,t,2)}function Jo(e,t){return Q(1+xa.count(Ha(e),e),t,3)}function Yo(e,t){return Q(e.getUTCMilliseconds(),t,3)}function Xo(e,t){return Yo(e,t)+`000`}function Zo(e,t){return Q(e.getUTCMonth()+1,t,2)}function Qo(e,t){return Q(e.getUTCMinutes(),t,2)}function $o(e,t){return Q(e.getUTCSeconds(),t,2)}function es(e){var t=e.getUTCDay();return t===0?7:t}function ts(e,t){return Q(Ma.count(Ha(e)-1,e),t,2)}function ns(e){var t=e.getUTCDay();return t>=4||t===0?Ia(e):Ia.ceil(e)}function rs(e,t){return e=ns(e),Q(Ia.count(Ha(e),e)+(Ha(e).getUTCDay()===4),t,2)}function is(e){return e.getUTCDay()}function as(e,t){return Q(Na.count(Ha(e)-1,e),t,2)}function os(e,t){return Q(e.getUTCFullYear()%100,t,2)}function ss(e,t){return e=ns(e),Q(e.getUTCFullYear()%100,t,2)}function cs(e,t){return Q(e.getUTCFullYear()%1e4,t,4)}function ls(e,t){var n=e.getUTCDay();return e=n>=4||n===0?Ia(e):Ia.ceil(e),Q(e.getUTCFullYear()%1e4,t,4)}function us(){return`+0000`}function ds(){return`%`}function fs(e){return+e}function ps(e){return Math.floor(e/1e3)}var ms,hs,gs,_s;vs({dateTime:`%x, %X`,date:`%-m/%-d/%Y`,time:`%-I:%M:%S %p`,periods:[`AM`,`PM`],days:[`Sunday`,`Monday`,`Tuesday`,`Wednesday`,`Thursday`,`Friday`,`Saturday`],shortDays:[`Sun`,`Mon`,`Tue`,`Wed`,`Thu`,`Fri`,`Sat`],months:[`January`,`February`,`March`,`April`,`May`,`June`,`July`,`August`,`September`,`October`,`November`,`December`],shortMonths:[`Jan`,`Feb`,`Mar`,`Apr`,`May`,`Jun`,`Jul`,`Aug`,`Sep`,`Oct`,`Nov`,`Dec`]});function vs(e){return ms=Za(e),hs=ms.format,ms.parse,gs=ms.utcFormat,_s=ms.utcParse,ms}var ys=`%Y-%m-%dT%H:%M:%S.%LZ`;Date.prototype.toISOString||gs(ys),+/* @__PURE__ */ new Date(`2000-01-01T00:00:00.000Z`)||_s(ys);function bs(e,t){switch(arguments.length){case 0:break;case 1:this.range(e);break;default:this.range(t).domain(e)}return this}function xs(e){return function(){return e}}function Ss(e){return+e}var Cs=[0,1];function ws(e){return e}function Ts(e,t){return(t-=e=+e)?function(n){return(n-e)/t}:xs(isNaN(t)?NaN:.5)}function Es(e,t){var n;return e>t&&(n=e,e=t,t=n),function(n){return Math.max(e,Math.min(t,n))}}function Ds(e,t,n){var r=e[0],i=e[1],a=t[0],o=t[1];return i<r?(r=Ts(i,r),a=n(o,a)):(r=Ts(r,i),a=n(a,o)),function(e){return a(r(e))}}function Os(e,t,n){var r=Math.min(e.length,t.length)-1,i=Array(r),a=Array(r),o=-1;for(e[r]<e[0]&&(e=e.slice().reverse(),t=t.slice().reverse());++o<r;)i[o]=Ts(e[o],e[o+1]),a[o]=n(t[o],t[o+1]);return function(t){var n=br(e,t,1,r)-1;return a[n](i[n](t))}}function ks(e,t){return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown())}function As(){var e=Cs,t=Cs,n=ea,r,i,a,o=ws,s,c,l;function u(){var n=Math.min(e.length,t.length);return o!==ws&&(o=Es(e[0],e[n-1])),s=n>2?Os:Ds,c=l=null,d}function d(i){return i==null||isNaN(i=+i)?a:(c||=s(e.map(r),t,n))(r(o(i)))}return d.invert=function(n){return o(i((l||=s(t,e.map(r),qi))(n)))},d.domain=function(t){return arguments.length?(e=Array.from(t,Ss),u()):e.slice()},d.range=function(e){return arguments.length?(t=Array.from(e),u()):t.slice()},d.rangeRound=function(e){return t=Array.from(e),n=ta,u()},d.clamp=function(e){return arguments.length?(o=e?!0:ws,u()):o!==ws},d.interpolate=function(e){return arguments.length?(n=e,u()):n},d.unknown=function(e){return arguments.length?(a=e,d):a},function(e,t){return r=e,i=t,u()}}function js(){return As()(ws,ws)}function Ms(e,t){e=e.slice();var n=0,r=e.length-1,i=e[n],a=e[r],o;return a<i&&(o=n,n=r,r=o,o=i,i=a,a=o),e[n]=t.floor(i),e[r]=t.ceil(a),e}function Ns(e){return new Date(e)}function Ps(e){return e instanceof Date?+e:Math.round(e)}function Fs(e,t,n,r,i,a,o,s,c,l){var u=js(),d=u.invert,f=u.domain,p=l(`.%L`),m=l(`:%S`),h=l(`%I:%M`),g=l(`%I %p`),_=l(`%a %d`),v=l(`%b %d`),y=l(`%B`),b=l(`%Y`);function x(e){return(c(e)<e?p:s(e)<e?m:o(e)<e?h:a(e)<e?g:r(e)<e?i(e)<e?_:v:n(e)<e?y:b)(e)}return u.invert=function(e){return new Date(Math.round(d(e)))},u.domain=function(e){return arguments.length?f(Array.from(e,Ps)):f().map(Ns)},u.ticks=function(t){var n=f();return e(n[0],n[n.length-1],t??10)},u.tickFormat=function(e,t){return t==null?x:l(t)},u.nice=function(e){var n=f();return e&&typeof e.range==`function`||(e=t(n[0],n[n.length-1],e??10)),e?f(Ms(n,e)):u},u.copy=function(){return ks(u,Fs(e,t,n,r,i,a,o,s,c,l))},u}function Is(){return bs.apply(Fs(Ka,qa,Va,za,wa,ba,va,ga,ha,hs).domain([new Date(2e3,0,1),new Date(2e3,0,2)]),arguments)}function Ls(){return bs.apply(Fs(Wa,Ga,Ha,Ba,Ma,xa,ya,_a,ha,gs).domain([Date.UTC(2e3,0,1),Date.UTC(2e3,0,2)]),arguments)}function Rs({from:e,until:t,now:n,expected:r,whole:i},a){let o=a===`utc`?Ls:Is,s=[e,Math.max(t,e+1e3,r?.at??0,i??0)],c=o().domain(s).range([0,100]),l=e=>zs(c(e));return{x:l,span(e,n=t){let r=l(e);return{x:`${r}%`,width:`${zs(Math.max(.15,l(n)-r))}%`}},ticks:c.ticks(6).map(Number),end:t,domain:s,...n!==void 0&&{now:l(n)},...r&&{expected:l(r.at)},...i!==void 0&&{moment:l(t)}}}function zs(e){return Math.round(e*100)/100}let Bs=[{name:`new`,words:`on the new version`},{name:`unknown`,words:`part-way, not known`},{name:`old`,words:`on what ran before`}];function Vs({view:e}){let t=sr(e),n=t.counts.at(-1),r=n?n.new+n.old+n.unknown:0;if(!n||r===0)return null;let{x:i}=Rs(e,`utc`),a=[...Us(t.counts,i),{...n,at:e.until}];return/* @__PURE__ */ z(`section`,{class:`strip`,\"aria-labelledby\":`instances`,children:[/* @__PURE__ */ z(`h2`,{id:`instances`,children:`Instances`}),/* @__PURE__ */ z(`div`,{class:`row`,children:[/* @__PURE__ */ z(`span`,{class:`label`,children:[R(r,`instance`),` seen at work`]}),/* @__PURE__ */ z(`svg`,{viewBox:`0 0 100 48`,preserveAspectRatio:`none`,width:`100%`,height:48,role:`img`,\"aria-label\":Gs(n),children:Bs.map(({name:e},t)=>/* @__PURE__ */ z(`path`,{class:`on-${e}`,d:Ws(a,t,r,i)},e))}),/* @__PURE__ */ z(`ul`,{class:`state`,children:Bs.map(({name:e,words:t})=>/* @__PURE__ */ z(`li`,{children:[/* @__PURE__ */ z(`svg`,{width:`12`,height:`12`,\"aria-hidden\":`true`,children:/* @__PURE__ */ z(`rect`,{class:`on-${e}`,width:`12`,height:`12`})}),` `,n[e],` `,t]},e))})]}),/* @__PURE__ */ z(Hs,{versions:t})]})}function Hs({versions:{exposed:e,exposureMs:t}}){return e===0?null:/* @__PURE__ */ z(`p`,{children:[/* @__PURE__ */ z(`strong`,{children:[(t/6e4).toFixed(1),` instance-minutes`]}),` on a version that was taken back, or part-way to it: `,R(e,`instance`),`,`,` `,L(t/e/1e3),` each on average.`]})}function Us(e,t){return[...new Map(e.map(e=>[Math.round(t(e.at)/100*200),e])).values()]}function Ws(e,t,n,r){let i=Bs.slice(t+1).map(({name:e})=>e),a=e=>48-e/n*48,o=(e,t)=>t.reduce((t,n)=>t+e[n],0);return Rn().x(({at:e})=>r(e)).y0(e=>a(o(e,i))).y1(e=>a(o(e,[...i,Bs[t].name]))).curve(or).digits(1)([...e])??``}function Gs(e){return`at the end: ${Bs.map(({name:t,words:n})=>`${e[t]} ${n}`).join(`, `)}`}function Ks(e){if(e.length<13)return{rows:[...e],folded:[]};let t=/* @__PURE__ */ new Map;for(let n of e){let{standing:e,text:r,version:i}=$e(n);if(e===`bad`||e===`busy`)continue;let a=JSON.stringify([r,i]),o=t.get(a)??{text:r,version:i,tracks:[]};o.tracks.push(n),t.set(a,o)}let n=[...t.values()].filter(e=>e.tracks.length>=6),r=new Set(n.flatMap(e=>e.tracks));return{rows:e.filter(e=>!r.has(e)),folded:n}}function qs({segments:e,scale:t,label:n}){return/* @__PURE__ */ z(`svg`,{class:`bars`,role:`img`,\"aria-label\":n,height:`18`,width:`100%`,children:[e.map(({kind:e,from:n,to:r,text:i})=>/* @__PURE__ */ z(`rect`,{class:e,y:`2`,height:`14`,...t.span(n,r),children:i===void 0?null:/* @__PURE__ */ z(`title`,{children:i})},n)),/* @__PURE__ */ z(Ys,{scale:t})]})}let Js=[`now`,`expected`,`moment`];function Ys({scale:e}){return/* @__PURE__ */ z(y,{children:Js.map(t=>{let n=e[t];return n===void 0?null:/* @__PURE__ */ z(`line`,{class:t,x1:`${n}%`,x2:`${n}%`,y1:`0`,y2:`100%`},t)})})}function Xs({scale:e,zone:t}){return/* @__PURE__ */ z(`div`,{class:`row axis`,\"aria-hidden\":`true`,children:[/* @__PURE__ */ z(`span`,{class:`label`,children:t===`utc`?`UTC`:`your time`}),/* @__PURE__ */ z(`svg`,{height:`18`,width:`100%`,\"aria-hidden\":`true`,children:[Qs(e).map(n=>/* @__PURE__ */ z(`text`,{x:`${e.x(n)}%`,y:`13`,\"text-anchor\":e.x(n)<Zs?`start`:`middle`,children:Zt(n,t)},n)),/* @__PURE__ */ z(Ys,{scale:e})]}),/* @__PURE__ */ z(`span`,{class:`state`})]})}let Zs=4.5;function Qs({ticks:e,x:t}){let n=[];for(let r of e){let e=n.at(-1);(e===void 0||t(r)-Math.max(Zs,t(e))>=9)&&t(r)<=95.5&&n.push(r)}return n}function $s({of:{text:e,version:t,tracks:n},scale:r,palette:i,children:a}){let[o]=n,s=Math.min(110,Math.max(18,n.length));return/* @__PURE__ */ z(`details`,{class:`folded`,children:[/* @__PURE__ */ z(`summary`,{class:`row`,children:[/* @__PURE__ */ z(`span`,{class:`label`,children:[R(n.length,`destination`),` the same`]}),/* @__PURE__ */ z(`svg`,{class:`bars`,viewBox:`0 0 10000 ${n.length}`,preserveAspectRatio:`none`,height:s,width:`100%`,\"aria-hidden\":`true`,children:ec(n,r).map(([e,t])=>/* @__PURE__ */ z(`path`,{class:e,d:t},e))}),/* @__PURE__ */ z(`span`,{class:`state`,children:[o?/* @__PURE__ */ z(B,{of:$e(o).standing}):null,` `,/* @__PURE__ */ z(V,{of:e,most:120}),` `,t===``?null:/* @__PURE__ */ z(dn,{version:t,palette:i})]})]}),a]})}function ec(e,t){let n=/* @__PURE__ */ new Map;for(let[r,{segments:i}]of e.entries())for(let{kind:e,from:a,to:o}of i){let i=Math.round(t.x(a)*100),s=Math.max(10,Math.round(t.x(o??t.end)*100)-i);n.set(e,`${n.get(e)??``}M${i} ${r}h${s}v1h${-s}z`)}return[...n]}function tc({track:e,scale:t,zone:n}){return/* @__PURE__ */ z(`ul`,{class:`lanes`,\"aria-label\":`instances of ${e.view.label.id}`,children:[...e.lanes.values()].map(e=>/* @__PURE__ */ z(`li`,{class:`row lane`,children:[/* @__PURE__ */ z(`span`,{class:`label`,children:/* @__PURE__ */ z(V,{of:e.instance,most:120})}),/* @__PURE__ */ z(`svg`,{class:`bars`,role:`img`,\"aria-label\":oc(e),height:`12`,width:`100%`,children:e.spans.map(e=>/* @__PURE__ */ z(`rect`,{class:nc(e),y:`1`,height:`10`,...t.span(e.from,e.to),children:/* @__PURE__ */ z(`title`,{children:ic(e,n)})},`${e.role} ${e.event}`))}),/* @__PURE__ */ z(`span`,{class:`state`,children:/* @__PURE__ */ z(V,{of:ac(e),most:80})})]},e.instance))})}function nc({status:e,role:t,event:n}){return e===`Failed`?`failed`:t===`rollback`?`rolling-back`:rc.has(n)?`hook`:`deploying`}let rc=/* @__PURE__ */ new Set([`ApplicationStop`,`BeforeInstall`,`AfterInstall`,`ApplicationStart`,`ValidateService`]);function ic({event:e,status:t,role:n,from:r,to:i},a){let o=i===void 0?``:`, ${L((i-r)/1e3)}`;return`${n===`deployment`?``:`${n}: `}${e} ${t}, ${Zt(r,a)}${o}`}function ac({spans:e}){let t=e.find(({status:e})=>e===`Failed`)??e.at(-1);return t?`${t.role===`rollback`?`rollback: `:``}${t.event} ${t.status}`:``}function oc({spans:e}){return e.map(({event:e,status:t,role:n})=>`${n===`rollback`?`rollback `:``}${e} ${t}`).join(`, `)}let sc={preparing:`the run itself`,waiting:`waiting`,creating:`creating`,deploying:`instances at work`,verifying:`verifying`,baking:`baking`,stopping:`stopping`,\"rolling-back\":`rolling back`};function cc({segments:e}){let t=e.map(({kind:e,from:t,to:n})=>{let r=n===void 0?`goes on`:L((n-t)/1e3);return`${sc[e]} ${r}`});return t.length===0?`not begun`:t.join(`, `)}function lc(e){return e.map(({text:e,from:t,to:n})=>`${e}${n===void 0?``:` ${L((n-t)/1e3)}`}`).join(`, `)}let uc={hook:`a script`,deploying:`the agent\u2019s own work`,failed:`failed`};function dc({tracks:e,hasLanes:t}){let n=new Set(e.flatMap(({segments:e})=>e.map(({kind:e})=>e)));return/* @__PURE__ */ z(`ul`,{class:`legend`,children:[Object.entries(sc).filter(([e])=>e===`preparing`||n.has(e)).map(([e,t])=>/* @__PURE__ */ z(fc,{kind:e,words:t},e)),t?/* @__PURE__ */ z(`li`,{class:`of-lanes`,children:[`of an instance:`,` `,/* @__PURE__ */ z(`ul`,{children:Object.entries(uc).map(([e,t])=>/* @__PURE__ */ z(fc,{kind:e,words:t},e))})]}):null]})}function fc({kind:e,words:t}){return/* @__PURE__ */ z(`li`,{children:[/* @__PURE__ */ z(`svg`,{width:`22`,height:`14`,\"aria-hidden\":`true`,children:/* @__PURE__ */ z(`rect`,{class:e,x:`0`,y:`1`,width:`22`,height:`12`})}),` `,t]})}function pc(e){let{view:t,palette:n,zone:r,scrub:i,open:a,toggle:o,isShown:s}=e,c=Rs(t,r),l=t.tracks.filter(e=>s?.(e)??!0),u=hc(t),d=e=>{let{id:t}=e.view.label;return/* @__PURE__ */ z(gc,{track:e,scale:c,palette:n,zone:r,toggle:o,isOpen:a?.has(t),reason:u.get(t)},t)};return/* @__PURE__ */ z(`section`,{class:`timeline`,\"aria-labelledby\":`timeline`,children:[/* @__PURE__ */ z(`h2`,{id:`timeline`,children:`Timeline`}),/* @__PURE__ */ z(dc,{tracks:l,hasLanes:l.some(({view:{label:e}})=>a?.has(e.id))}),/* @__PURE__ */ z(`div`,{class:`times`,children:[/* @__PURE__ */ z(Xs,{scale:c,zone:r}),i]}),/* @__PURE__ */ z(`div`,{class:`row run`,children:[/* @__PURE__ */ z(`span`,{class:`label`,children:`the run`}),/* @__PURE__ */ z(qs,{segments:t.steps,scale:c,label:lc(t.steps)}),/* @__PURE__ */ z(`span`,{class:`state`,children:/* @__PURE__ */ z(V,{of:t.facts.finished?``:t.steps.at(-1)?.text??``,most:80})})]}),l.length===0&&t.tracks.length>0?/* @__PURE__ */ z(`p`,{class:`none`,children:`no destination is like that`}):null,t.waves.map(({name:e})=>/* @__PURE__ */ z(mc,{name:e,scale:c,palette:n,row:d,tracks:l.filter(t=>t.wave===e)},e))]})}function mc({name:e,tracks:t,scale:n,palette:r,row:i}){if(t.length===0)return null;let{rows:a,folded:o}=Ks(t);return/* @__PURE__ */ z(`section`,{class:`wave`,\"aria-label\":`wave ${e}`,children:[/* @__PURE__ */ z(`h3`,{children:[`wave `,/* @__PURE__ */ z(V,{of:e,most:80})]}),a.map(i),o.map(e=>/* @__PURE__ */ z($s,{of:e,scale:n,palette:r,children:e.tracks.map(i)},`${e.text} ${e.version}`))]})}function hc(e){return new Map($t(e).flatMap(({places:e},t)=>e.map(({destination:e})=>[e,en(t)])))}function gc({track:e,scale:t,palette:n,zone:r,isOpen:i=!1,toggle:a,reason:o}){let{id:s}=e.view.label,{standing:c,text:l,version:u}=$e(e),d=/* @__PURE__ */ z(V,{of:s,most:200}),f=a&&e.lanes.size>0;return/* @__PURE__ */ z(y,{children:[/* @__PURE__ */ z(`div`,{class:`row ${c}`,id:ot(s),children:[/* @__PURE__ */ z(`span`,{class:`label`,children:f?/* @__PURE__ */ z(`button`,{type:`button`,\"aria-expanded\":i,onClick:()=>a(s),children:d}):d}),/* @__PURE__ */ z(qs,{segments:e.segments,scale:t,label:cc(e)}),/* @__PURE__ */ z(`span`,{class:`state`,children:[/* @__PURE__ */ z(B,{of:c}),` `,o===void 0?/* @__PURE__ */ z(V,{of:l,most:120}):/* @__PURE__ */ z(`a`,{href:`#${o}`,children:/* @__PURE__ */ z(V,{of:l,most:120})}),` `,u===``?null:/* @__PURE__ */ z(dn,{version:u,palette:n})]})]}),f&&i?/* @__PURE__ */ z(tc,{track:e,scale:t,zone:r}):null]})}function _c(e){let[t,...n]=(e??``).split(` `);if(t!==`fanout/1`)return;let r=/* @__PURE__ */ new Map;for(let e of n){let[t=``,...n]=e.split(`=`);if(n.length===0||!vc.has(t)||r.has(t))break;r.set(t,n.join(`=`))}let i=r.get(`v`),a=r.get(`env`),o=r.get(`run`);if(!i||!a||!o)return;let s=r.get(`sha`),c=r.get(`back`)===`1`,l=r.get(`b`);return{version:i,environment:a,run:o,...Dt({sha:s||void 0}),...c&&{back:!0},...Dt({bundle:l||void 0})}}let vc=/* @__PURE__ */ new Set([`v`,`env`,`run`,`sha`,`back`,`b`]);function yc({application:e,bundleName:t}){return t===void 0?e:`${e}/${t}`}function bc(e,t){if(t)return{verdict:`cancelled`,exitCode:xc(t)};let n=Sc(e.map(e=>e.outcome));return{verdict:n,exitCode:+!Re(n)}}function xc(e){return e===`SIGTERM`||e===`SIGHUP`?143:130}function Sc(e){if(e.length===0)return`never-started`;let[t,...n]=new Set(e.filter(e=>e!==`skipped`));if(t===void 0)return`skipped`;let r=[t,...n];return r.every(Re)&&r.includes(`ready`)?`ready`:r.every(Le)&&n.length>0?`not-rehearsed`:n.length===0?t:`split`}let Cc=[`rollback-failed`,`untold`,`failed`,`timed-out`,`stopped`,`not-verified`,`partial`,`not-rehearsed`,`ready`,`back`,`untouched`,`new`];function wc(e){let t=/* @__PURE__ */ new Map;for(let n of e){let e=I(n),r=Tc(e),i=(e.state===`ready`?e.waits:`version`in e?e.version:void 0)??``,a=`${r} ${i}`,o=t.get(a)??{kind:r,version:i,count:0};t.set(a,{...o,count:o.count+1})}return[...t.values()].toSorted((e,t)=>Cc.indexOf(e.kind)-Cc.indexOf(t.kind)).map(({kind:e,version:t,count:n})=>kc[e](n,t)).join(`, `)}function Tc(e){return e.state===`unknown`?e.why:e.state===`new`?e.verified?e.partial?`partial`:e.rehearsed?`new`:`not-rehearsed`:`not-verified`:e.state}let Ec=e=>e||`a revision that is not ours`,Dc=e=>e===1?`is`:`are`,Oc=e=>e===1?`runs`:`run`,kc={\"rollback-failed\":e=>`${R(e,`rollback`)} failed`,untold:e=>`${e} with unknown outcome`,failed:e=>`${e} failed part-way`,\"timed-out\":e=>`${e} timed out part-way`,stopped:e=>`${e} stopped part-way`,\"not-verified\":(e,t)=>`${e} ${Oc(e)} ${Ec(t)} unverified`,partial:(e,t)=>`${e} ${Oc(e)} ${Ec(t)} on some instances only`,\"not-rehearsed\":(e,t)=>`${e} ${Oc(e)} ${Ec(t)} as far as it could be rehearsed`,ready:(e,t)=>`${e} ${e===1?`has`:`have`} ${t||`the release`} ready, without traffic yet`,back:(e,t)=>`${e} ${Dc(e)} back on ${Ec(t)}`,untouched:(e,t)=>t?`${e} still ${Oc(e)} ${t}`:`${e} ${e===1?`was`:`were`} not touched`,new:(e,t)=>`${e} ${Oc(e)} ${t||`the release`}`};function Ac(e,{isBrief:t=!1}={}){let{started:n,bundle:r,finished:i}=e;if(!i)return;let{verdict:a,results:o,seconds:s,exitCode:c}=i,l=n?.environment??`the run`,u=c===0||t?``:`; exit code ${c}`;if(o.length===0)return`${l}: ${Ge(a)}${u}`;let d=n?.rehearsal?`${L(s)} by a rehearsal\u2019s clock; nothing reached AWS`:L(s),f=t?``:` (${d})`;if(a===`succeeded`&&o.every(Mc)){let e=r?.version??o[0]?.version??`the release`,t=`${n?yc(n):``} ${e}`.trim(),i=`${Fc(o)}${f}`;return n?.of===void 0?`${l} succeeded: ${t} runs in ${o.length===1?`its destination`:`all ${R(o.length,`destination`)}`}${i}`:`${l} succeeded in ${`${o.length} of its ${R(n.of,`destination`)}`}: ${t} runs there${i}`}let p=n?.of===void 0?``:`of ${R(n.of,`destination`)}, `,m=Lc(e),h=a===`not-rehearsed`?jc(o):``;return`${l} ${Nc(a,o)}: ${p}${wc(o)}${h}${f}${u}${m?`; next: ${m}`:``}`}function jc(e){let t=e.flatMap(({outcome:e,reason:t})=>e===`not-rehearsed`&&t!==void 0?[t]:[]);return t.length===0?``:`; ${Ue([...new Set(t)],2)}`}function Mc(e){let t=I(e);return t.state===`new`&&t.verified&&!t.partial&&t.rehearsed}function Nc(e,t){if(e===`not-rehearsed`)return`was not rehearsed in full`;if(e===`ready`)return`is ready`;if(e===`superseded`)return`was left alone, ${t[0]?.version} is superseded`;if(e===`cancelled`||bc(t).verdict!==`split`)return Ge(e);let n=Ve(t);return n===void 0?Pc(t)?`runs what it ran before`:`is split`:t.some(e=>I(e).state===`new`)?`runs ${n} everywhere`:`still runs ${n} everywhere`}function Pc(e){let t=e.map(I),n=new Set(t.flatMap(e=>`version`in e?e.version??[]:[]));return t.every(({state:e})=>e===`back`||e===`untouched`)&&n.size<2}function Fc(e){let t=e.filter(({checks:e=[]})=>e.length>0).length;return t===0?`, without checks`:t===e.length?`, verified`:`, verified in ${t}`}function Ic(e,t){let n=Ve(t);return n===void 0?``:e===`rollback`?` --to ${n}`:` --version ${n}`}function Lc({started:e,finished:t}){let{results:n=[]}=t??{};if(!e||e.rehearsal||n.length===0||t?.verdict===`succeeded`)return``;if(t?.unrecorded&&n.every(({outcome:e})=>Le(e)||e===`not-verified`))return`fanout ${e.command} ${e.environment}${Ic(e.command,n)}`;let r=n.map(I);if(r.some(e=>e.state===`unknown`&&[`rollback-failed`,`untold`].includes(e.why))||e.command===`rollback`)return`fanout status ${e.environment}`;if(e.command===`stop`&&t?.exitCode===0)return``;let i=r.some(({state:e})=>e===`new`||e===`unknown`),a=`fanout rollback ${e.environment}`;if(!r.some(({state:e})=>e===`ready`))return i?a:``;let o=`fanout stop ${e.environment}`;return i&&t?.verdict!==`ready`?`${o}, then ${a}`:`fanout continue ${e.environment}, or ${o}`}function Rc({destination:e,message:t}){return e===void 0?t:`${e}: ${t}`}function zc(e,t){let n=Vc[t],r=t===`info`?``:`${t}: `,[i=``,...a]=pt(Rc(e),2e3),o=Bc(e);return[St(`${o?`${o}: `:``}${r}${i}`,n),...a.map(e=>({text:`  ${e}`,tone:n})),...(e.hint===void 0?[]:pt(e.hint,2e3)).map(e=>St(`  ${e}`))]}function Bc({file:e,line:t,column:n}){return e===void 0?``:[e,...[t,n].filter(e=>e!==void 0)].join(`:`)}let Vc={error:`bad`,warning:`warn`,info:`plain`},Hc={warnings:[]};function Uc(e,t){switch(t.kind){case`run-started`:return{...e,started:t};case`bundle-ready`:return{...e,bundle:t};case`run-finished`:return{...e,finished:t};case`notice`:return t.level===`warning`?{...e,warnings:[...e.warnings,t]}:e;default:return e}}function Wc(e,t){switch(t.kind){case`step`:return t.text;case`leasing`:return`taking the lease of the environment and reading what runs there`;case`bundle-ready`:return t.reused?e:`checking the bundle`;case`wave-started`:return`wave ${t.wave}`;case`baking`:return`wave ${t.wave} bakes for ${L(t.ms/1e3)}`;case`wave-finished`:return`writing the run's records`;case`cancelling`:return`cancelling after ${t.signal}`;default:return e}}function Gc({status:e,counts:t,role:n,deploymentId:r}){let i=n===`related`?`related deployment ${r}`:n,a=Be(t)>0?Kc(t):``;if(e===`InProgress`){let e=a||`in progress`;return n===`deployment`?e:`${i}: ${e}`}let o=`${i} ${qc[e]??`has status ${e}`}`;return a&&e!==`Created`&&e!==`Queued`?`${o}: ${a}`:o}function Kc(e){let t=e.failed>0?`, ${e.failed} failed`:``,n=e.skipped>0?`, ${e.skipped} skipped`:``;return`${e.succeeded} of ${R(Be(e),`instance`)} done${t}${n}`}let qc={Created:`created`,Queued:`queued`,Baking:`watches its alarms`,Ready:`ready, waits for traffic to be rerouted`,Succeeded:`succeeded`,Failed:`failed`,Stopped:`stopped`};function Jc(e){return{label:e,state:`pending`,counts:ze,instances:{deployment:/* @__PURE__ */ new Map,rollback:/* @__PURE__ */ new Map,related:/* @__PURE__ */ new Map},failures:0,said:{}}}function Yc(e,t){switch(t.kind){case`waiting`:return{...e,state:`waiting`,detail:t.reason};case`creating`:return{...Qc(e,t.at),state:`creating`};case`created`:{let{deploymentId:n,consoleUrl:r}=t,i=Dt({consoleUrl:r});return{...Qc(e,t.at),state:`deploying`,deploymentId:n,...i}}case`status`:return Xc(e,t);case`instance`:return Zc(e,t);case`trouble`:return{...e,detail:t.text};case`stopping`:return{...e,state:`stopping`,detail:t.reason};case`rolling-back`:return{...$c(e),state:`rolling-back`,counts:ze};case`finished`:return{...$c(e),state:`done`,endedAt:t.at,result:t.result};default:return e}}function Xc(e,t){let n={...e.said,[t.role]:Gc(t)};if(t.role===`related`||t.role===`deployment`&&e.state===`rolling-back`)return{...e,said:n};let r=t.role===`deployment`&&t.status===`Succeeded`;return{...$c(e),said:n,counts:t.counts,...e.state===`waiting`&&{state:`deploying`},...r&&{state:`deployed`}}}function Zc(e,{role:t,instance:n,event:r,status:i}){let a=e.instances[t].get(n)??[],o=a.findIndex(e=>e.event===r),s=o<0?[...a,{event:r,status:i}]:a.with(o,{event:r,status:i}),c=new Map(e.instances[t]).set(n,s);return{...e,...t!==`related`&&{event:r},instances:{...e.instances,[t]:c},failures:e.failures+ +(i===`Failed`)}}function Qc(e,t){return{...$c(e),startedAt:e.startedAt??t}}function $c({detail:e,...t}){return t}function el(e,t){return{view:Jc(e),wave:t,segments:[],lanes:/* @__PURE__ */ new Map}}function tl(e,t){let n=e.view.state;e.view=Yc(e.view,t);let{state:r}=e.view;if(r!==n){nl(e.segments,t.at);let n=rl[r];n&&e.segments.push({kind:n,from:t.at})}if(t.kind===`creating`&&(e.marker??=t.marker,t.before!==void 0&&(e.before??=t.before)),t.kind===`instance`&&al(e,t),t.kind===`finished`)for(let{spans:n}of e.lanes.values())nl(n,t.at)}function nl(e,t){let n=e.at(-1);n&&n.to===void 0&&(n.to=t)}let rl={waiting:`waiting`,creating:`creating`,deploying:`deploying`,deployed:`verifying`,stopping:`stopping`,\"rolling-back\":`rolling-back`},il=/* @__PURE__ */ new Set([`Pending`,`InProgress`,`Ready`]);function al(e,t){let n=e.lanes.get(t.instance)??{instance:t.instance,spans:[]};e.lanes.set(t.instance,n);let r=n.spans.find(e=>e.event===t.event&&e.role===t.role),i=r??{event:t.event,role:t.role,status:t.status,from:il.has(t.status)?t.at:n.spans.at(-1)?.to??t.at};r||n.spans.push(i),i.status=t.status,il.has(t.status)||(i.to=t.at)}function ol({facts:e,tracks:t}){let n=t.flatMap(e=>e.view.result?.before??e.before??[]),r=e.bundle?.version??t[0]?.view.result?.version;return{before:[...new Set(n)],...Dt({to:r})}}function sl(e,t,n){if(e.facts.finished||e.tracks.length===0)return e;let r=Math.max(e.until,t);if(!n)return{...e,until:r,now:r};let{seconds:i,of:a}=n;return{...e,until:r,now:r,expected:{at:e.from+i*1e3,of:a}}}function cl(e,t=1/0){let n=e[0]?.at??0,r={facts:Hc,from:n,until:n,waves:[],tracks:[],gates:/* @__PURE__ */ new Map,steps:[]},i=/* @__PURE__ */ new Map;for(let n of e){if(n.at>t)break;if(r.until=Math.max(r.until,n.at),r.facts=Uc(r.facts,n),dl(r,n),n.kind===`run-started`&&ll(r,n,i),(n.kind===`baking`||n.kind===`wave-finished`)&&ul(r,n,i),n.kind===`gate`){let{destination:e,gate:t}=n;r.gates.set(JSON.stringify([e,t.kind,t.name]),{destination:e,gate:t})}n.kind===`run-finished`&&fl(r,n.at);let e=`destination`in n&&n.destination?i.get(n.destination):void 0;e&&tl(e,n)}return r}function ll(e,{waves:t,destinations:n},r){let i=new Map(n.map(e=>[e.id,e]));e.waves=t,e.tracks=t.flatMap(({name:e,destinations:t})=>t.flatMap(t=>{let n=i.get(t);if(!n||r.has(t))return[];let a=el(n,e);return r.set(t,a),[a]}))}function ul({waves:e},t,n){let r=e.find(({name:e})=>e===t.wave)?.destinations??[];for(let{segments:e}of r.flatMap(e=>n.get(e)??[]))e.at(-1)?.kind===`baking`?nl(e,t.at):t.kind===`baking`&&e.push({kind:`baking`,from:t.at})}function dl({steps:e},t){let n=e.at(-1)?.text,r=Wc(n,t)??`starting`;r!==n&&(nl(e,t.at),e.push({kind:`preparing`,from:t.at,text:r}))}function fl({steps:e,tracks:t},n){nl(e,n);for(let{segments:e,lanes:r}of t){nl(e,n);for(let{spans:e}of r.values())for(let t of e)t.to??=n}}function pl({view:e,palette:t,zone:n}){let{facts:r,from:i,until:a}=e,{finished:o,started:s}=r,c=o?Ke(o.verdict):`dim`,l=o?c===`good`?`good`:c===`bad`?`bad`:`untouched`:`busy`,u=(a-i)/1e3,d=hl(e);return/* @__PURE__ */ z(`header`,{class:`verdict ${l}`,children:[/* @__PURE__ */ z(`p`,{class:`what`,children:[s?.command??`run`,` \u00b7 `,s?/* @__PURE__ */ z(V,{of:s.application}):`not begun`,s?.rehearsal?/* @__PURE__ */ z(`strong`,{class:`rehearsal`,children:`rehearsal: nothing reached AWS`}):null]}),/* @__PURE__ */ z(`h1`,{children:[/* @__PURE__ */ z(B,{of:l}),` `,/* @__PURE__ */ z(V,{of:_l(e),most:1e3})]}),o?.problems?.length?/* @__PURE__ */ z(`pre`,{class:`problems`,children:o.problems.flatMap(e=>zc(e,`error`)).map(({text:e})=>e).join(`\n`)}):null,/* @__PURE__ */ z(`dl`,{children:[/* @__PURE__ */ z(gl,{name:`version`,children:/* @__PURE__ */ z(vl,{view:e,palette:t})}),/* @__PURE__ */ z(gl,{name:`environment`,children:s?/* @__PURE__ */ z(V,{of:s.environment}):`\u2013`}),d===void 0?null:/* @__PURE__ */ z(gl,{name:`commit`,children:/* @__PURE__ */ z(V,{of:d})}),/* @__PURE__ */ z(gl,{name:`by`,children:/* @__PURE__ */ z(V,{of:s?.by??s?.run??`\u2013`})}),Kt(s?.link)?/* @__PURE__ */ z(gl,{name:`build`,children:/* @__PURE__ */ z(`a`,{href:s.link,rel:`noreferrer`,children:/* @__PURE__ */ z(V,{of:s.run})})}):null,/* @__PURE__ */ z(gl,{name:`began`,children:/* @__PURE__ */ z(Xt,{at:i,zone:n,day:!0})}),/* @__PURE__ */ z(gl,{name:o?`took`:`so far`,children:[L(u),s?.rehearsal?` by its own clock`:``]}),e.expected?/* @__PURE__ */ z(gl,{name:`expected end`,children:[/* @__PURE__ */ z(Xt,{at:e.expected.at,zone:n}),`, by the middle one of`,` `,R(e.expected.of,`run`)]}):null]}),/* @__PURE__ */ z(ml,{view:e})]})}function ml({view:e}){let t=$t(e);return t.length===0?null:/* @__PURE__ */ z(`ul`,{class:`reasons`,\"aria-label\":`what failed`,children:[t.slice(0,5).map((e,t)=>/* @__PURE__ */ z(`li`,{children:[/* @__PURE__ */ z(B,{of:e.failed?`bad`:`untouched`}),` `,/* @__PURE__ */ z(`a`,{href:`#${en(t)}`,children:/* @__PURE__ */ z(V,{of:`${e.extent}: ${e.title}`})})]},en(t))),t.length>5?/* @__PURE__ */ z(`li`,{children:/* @__PURE__ */ z(`a`,{href:`#causes`,children:[`and `,t.length-5,` more causes`]})}):null]})}function hl({tracks:e}){let t=e.find(e=>e.marker!==void 0)?.marker;return _c(t)?.sha}function gl({name:e,children:t}){return/* @__PURE__ */ z(`div`,{children:[/* @__PURE__ */ z(`dt`,{children:e}),/* @__PURE__ */ z(`dd`,{children:t})]})}function _l({facts:e,tracks:t,steps:n}){let r=Ac(e,{isBrief:!0});if(r!==void 0)return r;let i=t.filter(({view:e})=>e.result).length,a=n.at(-1)?.text??`starting`;return`${e.started?.environment??`the run`}: ${i} of ${R(t.length,`destination`)} done; ${a}`}function vl({view:e,palette:t}){let{before:n,to:r}=ol(e);return/* @__PURE__ */ z(y,{children:[n.slice(0,4).map(e=>/* @__PURE__ */ z(dn,{version:e,palette:t},e)),n.length>4?` and ${n.length-4} more `:null,n.length>0&&r!==void 0?` \u2192 `:null,r===void 0?`\u2013`:/* @__PURE__ */ z(dn,{version:r,palette:t})]})}function yl({view:{facts:e}}){let{warnings:t}=e;return t.length===0?null:/* @__PURE__ */ z(`section`,{class:`warnings`,\"aria-labelledby\":`warnings`,children:[/* @__PURE__ */ z(`h2`,{id:`warnings`,children:`Warnings`}),/* @__PURE__ */ z(`ul`,{children:t.slice(0,100).map(({problem:{destination:e,...t},at:n},r)=>/* @__PURE__ */ z(`li`,{children:[e===void 0?null:/* @__PURE__ */ z(y,{children:[/* @__PURE__ */ z(V,{of:e,most:200}),`:`,` `]}),zc(t,`info`).map(({text:e})=>/* @__PURE__ */ z(`div`,{children:/* @__PURE__ */ z(V,{of:e,most:1e3})},e))]},`${n} ${r}`))}),t.length>100?/* @__PURE__ */ z(`p`,{children:[`and `,t.length-100,` more`]}):null]})}function bl({view:e,zone:t,controls:n,scrub:r,open:i,toggle:a,isShown:o}){let s=un([e.facts.bundle?.version,...e.tracks.flatMap(({view:{result:e},before:t})=>[e?.version,e?.rollback?.version,e?.before??t])]);return/* @__PURE__ */ z(`main`,{children:[/* @__PURE__ */ z(pl,{view:e,palette:s,zone:t}),n,/* @__PURE__ */ z(pc,{view:e,palette:s,zone:t,scrub:r,open:i,toggle:a,isShown:o}),/* @__PURE__ */ z(Vs,{view:e}),/* @__PURE__ */ z(fn,{view:e,palette:s,isShown:o}),/* @__PURE__ */ z(tn,{view:e}),/* @__PURE__ */ z(cn,{view:e}),/* @__PURE__ */ z(yl,{view:e})]})}function xl(e,t){let[n,r]=F({});return De(()=>{if(!e)return;let n=Date.now(),i=e.from,a,o=!1,s=e=>(n=Date.now(),e.lastEventId!==``&&(i=e.lastEventId),JSON.parse(e.data)),c=()=>r(e=>({...e,lostSince:e.lostSince??n})),l=()=>{if(!o){a=new EventSource(`${e.path}?from=${encodeURIComponent(i)}`),a.addEventListener(`beat`,e=>r({beat:{...s(e),received:Date.now()}}));for(let[e,n]of Object.entries(t))a.addEventListener(e,e=>n(s(e)));a.addEventListener(`error`,()=>{c(),a?.readyState===EventSource.CLOSED&&setTimeout(l,2e3)})}};l();let u=setInterval(()=>{Date.now()-n>12e3&&c()},1e3);return()=>{o=!0,clearInterval(u),a?.close()}},[]),n}function Sl({beat:e,lostSince:t},n){let[,r]=F(0),i=e!==void 0&&t===void 0;if(De(()=>{if(!i)return;let e=setInterval(()=>r(e=>e+1),n);return()=>clearInterval(e)},[i,n]),!e)return;let a=t??Date.now();return e.now+Math.max(0,a-e.received)*e.pace}function Cl({live:{beat:e,lostSince:t},isOver:n}){return/* @__PURE__ */ z(`div`,{class:`live`,children:[t===void 0?/* @__PURE__ */ z(`span`,{role:`status`,children:e?n?`the run is over`:`live`:`connecting`}):/* @__PURE__ */ z(`span`,{role:`alert`,class:`lost`,children:[`no word from the server since `,/* @__PURE__ */ z(Xt,{at:t,zone:`reader`}),`: this is how it was then; asking again`]}),e?.notes.map(e=>/* @__PURE__ */ z(`div`,{class:`server-note`,children:/* @__PURE__ */ z(V,{of:e,most:1e3})},e))]})}function wl({first:e,live:t}){let[n,r]=F(e),[i,a]=F(),[o,s]=F(``),[c,l]=F(!1),[u,d]=F(/* @__PURE__ */ new Set),f=xl(t,{events:e=>r(t=>[...t,...e]),reset:e=>r(e)}),p=Oe(()=>cl(n),[n]),m=Sl(f,p.tracks.length>60?5e3:1e3),h=p.facts.finished!==void 0,g=m===void 0?p:sl(p,m,f.beat?.expected),_=Oe(()=>i===void 0?void 0:cl(n,i),[n,i]),[,v]=Rs(g,`reader`).domain,y=_?{..._,whole:v}:g;Tl(p.tracks,d);let b=Oe(()=>Dl(o,c),[o,c]);return/* @__PURE__ */ z(bl,{view:y,controls:/* @__PURE__ */ z(`section`,{class:`controls`,\"aria-label\":`controls`,children:[t?/* @__PURE__ */ z(Cl,{live:f,isOver:h}):null,t&&t.other!==``?/* @__PURE__ */ z(`a`,{href:t.other,children:`what runs where`}):null,/* @__PURE__ */ z(`label`,{children:[`filter`,/* @__PURE__ */ z(`input`,{type:`search`,value:o,onInput:({currentTarget:e})=>s(e.value)})]}),/* @__PURE__ */ z(`label`,{children:[/* @__PURE__ */ z(`input`,{type:`checkbox`,checked:c,onChange:({currentTarget:e})=>l(e.checked)}),`only what failed`]})]}),scrub:/* @__PURE__ */ z(El,{view:y,at:i,setAt:a,isGoingOn:t!==void 0&&!h,until:g.until}),open:u,toggle:e=>d(t=>{let n=new Set(t);return n.delete(e)||n.add(e),n}),isShown:b,zone:`reader`})}function Tl(e,t){let n=e.map(({view:e})=>[ot(e.label.id),e.label.id]),r=n.length;De(()=>{let e=()=>{let e=n.find(([e])=>`#${e}`===location.hash)?.[1];e!==void 0&&t(t=>/* @__PURE__ */ new Set([...t,e]))};return e(),addEventListener(`hashchange`,e),()=>removeEventListener(`hashchange`,e)},[r])}function El({view:e,at:t,setAt:n,until:r,isGoingOn:i}){let[a,o]=Rs(e,`reader`).domain,s=i?`now`:`the end`;return/* @__PURE__ */ z(`div`,{class:`row scrub`,children:[/* @__PURE__ */ z(`label`,{class:`label`,for:`scrub`,children:`as it was at`}),/* @__PURE__ */ z(`input`,{id:`scrub`,type:`range`,min:a,max:o,step:Math.max(1,Math.round((o-a)/1e3)),value:t??r,\"aria-valuetext\":Zt(t??r,`reader`),onInput:({currentTarget:{value:e}})=>n(Number(e)>=r?void 0:Number(e))}),/* @__PURE__ */ z(`span`,{class:`state`,children:[/* @__PURE__ */ z(`output`,{for:`scrub`,children:/* @__PURE__ */ z(Xt,{at:t??r,zone:`reader`})}),` `,/* @__PURE__ */ z(`button`,{type:`button`,disabled:t===void 0,onClick:()=>n(void 0),children:t===void 0?s:`back to ${s}`})]})]})}function Dl(e,t){let n=e.toLowerCase().split(/\\s+/).filter(e=>e!==``);return e=>{let{standing:r,text:i,version:a}=$e(e),{id:o,application:s,deploymentGroup:c}=e.view.label,l=[o,s,c,e.wave,i,a,...e.lanes.keys()].join(` `).toLowerCase();return(!t||r===`bad`)&&n.every(e=>l.includes(e))}}function Ol({view:{title:e,notes:t,from:n}}){return/* @__PURE__ */ z(`details`,{class:`coming`,children:[/* @__PURE__ */ z(`summary`,{children:/* @__PURE__ */ z(V,{of:e})}),t.map(e=>/* @__PURE__ */ z(`p`,{class:`note`,children:/* @__PURE__ */ z(V,{of:e,most:600})},e)),n.map(e=>/* @__PURE__ */ z(kl,{from:e},e.title))]})}function kl({from:{title:e,commits:t,coming:n,leaving:r,files:i,changed:a}}){return/* @__PURE__ */ z(y,{children:[/* @__PURE__ */ z(`h3`,{children:/* @__PURE__ */ z(V,{of:e})}),/* @__PURE__ */ z(`p`,{class:`note`,children:/* @__PURE__ */ z(V,{of:t})}),/* @__PURE__ */ z(Al,{of:n,sign:`+ `}),/* @__PURE__ */ z(Al,{of:r,sign:`\u2212 `}),/* @__PURE__ */ z(`p`,{class:`note`,children:/* @__PURE__ */ z(V,{of:i})}),/* @__PURE__ */ z(Al,{of:a})]})}function Al({of:{texts:e,more:t},sign:n=``}){return e.length===0?null:/* @__PURE__ */ z(`ul`,{class:`changed`,children:[e.map(e=>/* @__PURE__ */ z(`li`,{children:[n,/* @__PURE__ */ z(V,{of:e,most:300})]},e)),t>0?/* @__PURE__ */ z(`li`,{children:[`and `,t,` more: fanout changes --json`]}):null]})}let jl=864e5;function Ml({runs:e,of:t},n){let r=e.filter(e=>!(`unread`in e)),i=r.filter(({deployed:e,command:t})=>e>0&&t!==`stop`),a=i.filter(Nl).length,o={told:e.length,of:t,unread:e.length-r.length,newer:e.filter(e=>`unread`in e&&e.newer).length,deployed:i.length,failed:a};if(i.length===0)return o;let s=Pl(r,t>e.length,n),c=i.filter(({at:e})=>e>=n-s*jl).length;return{...o,failedShare:100*a/i.length,perWeek:{deployments:c,days:s,value:c*7/s}}}function Nl({command:e,verdict:t}){return e===`stop`?t!==`stopped`&&t!==`rolled-back`:t!==`succeeded`&&t!==`ready`}function Pl(e,t,n){let r=(n-Math.min(...e.map(({at:e})=>e)))/jl;return Math.min(28,Math.max(t?1/24:7,r))}let $={width:9,gap:3,height:44,least:4};function Fl({view:{environment:e,history:t},at:n,zone:r,drawn:i}){let a=Ml(t,n);return t.runs.length===0&&t.unlisted.length===0?/* @__PURE__ */ z(`p`,{class:`none`,children:`no run is recorded`}):/* @__PURE__ */ z(`div`,{class:`history`,children:[t.runs.length>0?/* @__PURE__ */ z(Ll,{runs:t.runs.slice(0,i).toReversed(),environment:e,zone:r}):null,/* @__PURE__ */ z(`ul`,{class:`figures`,children:[Il(a).map(e=>/* @__PURE__ */ z(`li`,{children:e},e)),t.unlisted.map(e=>/* @__PURE__ */ z(`li`,{class:`lost`,children:/* @__PURE__ */ z(V,{of:e,most:600})},e))]})]})}function Il({told:e,of:t,unread:n,newer:r,...i}){let{deployed:a,failed:o,failedShare:s,perWeek:c}=i,l=t>e?` of ${t}`:``;return[`the last ${R(e,`run`)}${l}`,...c?[`${c.value.toFixed(1)} deployments a week: ${c.deployments} in ${c.days.toFixed(1)} days`]:[],...s===void 0?[]:[`${s.toFixed(0)} % did not succeed: ${o} of ${a}`],...n>0?[`${R(n,`record`)} cannot be read${r>0?`, ${r} of them of a newer fanout`:``}: in none of these figures`]:[]]}function Ll({runs:e,environment:t,zone:n}){let r=Math.max(1,...e.map(e=>`unread`in e?0:e.seconds??0)),i=e.length*($.width+$.gap);return/* @__PURE__ */ z(`svg`,{class:`runs`,role:`img`,\"aria-label\":`the last ${R(e.length,`run`)} of ${t}, the newest to the right`,width:i,height:$.height,viewBox:`0 0 ${i} ${$.height}`,children:e.map((e,t)=>{let i=`unread`in e?.4:(e.seconds??0)/r,a=Math.max($.least,Math.round(i*$.height)),o=t*($.width+$.gap),s=$.height-a,c=Rl(e);return/* @__PURE__ */ z(`g`,{children:[/* @__PURE__ */ z(`rect`,{class:`run-${c}`,x:o,y:s,height:a,width:$.width,children:/* @__PURE__ */ z(`title`,{children:zl(e,n)})}),c===`bad`?/* @__PURE__ */ z(`rect`,{class:`notch`,x:o+3,y:$.height-4,width:3,height:4}):null]},t)})})}function Rl(e){return`unread`in e?`unread`:e.deployed===0?`untouched`:Nl(e)?`bad`:`good`}function zl(e,t){if(`unread`in e)return e.newer?`of a newer fanout`:`cannot be read`;let n=e.seconds===void 0?`length not known`:L(e.seconds);return`${Zt(e.at,t,!0)}: ${e.command} ${e.versions.join(`, `)} ${Ge(e.verdict)}, ${n}`}function Bl({view:{environment:e,history:t},zone:n,drawn:r}){let{length:i}=t.runs;return t.runs.length===0?null:/* @__PURE__ */ z(`details`,{children:[/* @__PURE__ */ z(`summary`,{children:[`recent runs of `,/* @__PURE__ */ z(V,{of:e,most:80}),` (`,i>r?`${r} of ${i}`:i,`)`]}),/* @__PURE__ */ z(`div`,{class:`scroll`,tabIndex:0,children:/* @__PURE__ */ z(`table`,{children:[/* @__PURE__ */ z(`thead`,{children:/* @__PURE__ */ z(`tr`,{children:[`began`,`command`,`version`,`came to`,`took`,`run`,`reason`].map(e=>/* @__PURE__ */ z(`th`,{scope:`col`,children:e},e))})}),/* @__PURE__ */ z(`tbody`,{children:t.runs.slice(0,r).map((e,t)=>/* @__PURE__ */ z(Vl,{run:e,zone:n},t))})]})})]})}function Vl({run:e,zone:t}){if(`unread`in e)return/* @__PURE__ */ z(`tr`,{children:/* @__PURE__ */ z(`td`,{colSpan:7,class:`none`,children:/* @__PURE__ */ z(V,{of:e.unread,most:600})})});let n=Rl(e),r=n===`unread`?`untouched`:n;return/* @__PURE__ */ z(`tr`,{children:[/* @__PURE__ */ z(`td`,{children:/* @__PURE__ */ z(Xt,{at:e.at,zone:t,day:!0})}),/* @__PURE__ */ z(`td`,{children:/* @__PURE__ */ z(V,{of:e.command,most:40})}),/* @__PURE__ */ z(`td`,{children:/* @__PURE__ */ z(V,{of:e.versions.join(`, `),most:80})}),/* @__PURE__ */ z(`td`,{class:`cell ${r}`,children:[/* @__PURE__ */ z(B,{of:r}),` `,/* @__PURE__ */ z(V,{of:e.verdict.replaceAll(`-`,` `),most:40}),`,`,` `,e.succeeded,` of `,e.deployed]}),/* @__PURE__ */ z(`td`,{children:e.seconds===void 0?`not known`:L(e.seconds)}),/* @__PURE__ */ z(`td`,{children:/* @__PURE__ */ z(V,{of:e.run,most:80})}),/* @__PURE__ */ z(`td`,{children:/* @__PURE__ */ z(V,{of:e.reason??``,most:300})})]})}function Hl({text:e,hosts:t=[],zone:n}){return t.length===0?/* @__PURE__ */ z(y,{children:e}):/* @__PURE__ */ z(`details`,{class:`hosts`,children:[/* @__PURE__ */ z(`summary`,{children:e}),/* @__PURE__ */ z(`ul`,{children:t.map(({instance:e,status:t,event:r,at:i})=>/* @__PURE__ */ z(`li`,{children:[/* @__PURE__ */ z(B,{of:Ul(t)}),` `,/* @__PURE__ */ z(V,{of:e,most:120}),` `,/* @__PURE__ */ z(V,{of:r===void 0?t:`${r} ${t}`,most:80}),i===void 0?null:/* @__PURE__ */ z(`span`,{class:`age`,children:[` `,/* @__PURE__ */ z(Xt,{at:i,zone:n,day:!0})]})]},e))})]})}function Ul(e){return e===`Succeeded`?`good`:e===`Failed`?`bad`:`untouched`}function Wl({view:e,palette:t,zone:n,now:r,at:i,drawn:a}){let{environment:o,owner:s,notes:c,destinations:l}=e,u=Gl(e),d=l.filter(t=>Kl(t,e)),f=d.length<12?[]:d,p=l.filter(e=>!f.includes(e)),m={palette:t,zone:n,now:r};return/* @__PURE__ */ z(`section`,{class:`environment`,id:u,\"aria-labelledby\":`${u}-name`,children:[/* @__PURE__ */ z(`h2`,{id:`${u}-name`,children:[/* @__PURE__ */ z(V,{of:o,most:80}),` `,/* @__PURE__ */ z(`span`,{class:`owner`,children:/* @__PURE__ */ z(V,{of:s,most:80})})]}),c.map(e=>/* @__PURE__ */ z(`p`,{class:`note`,children:/* @__PURE__ */ z(V,{of:e,most:600})},e)),/* @__PURE__ */ z(Fl,{view:e,at:i,zone:n,drawn:a}),e.coming?/* @__PURE__ */ z(Ol,{view:e.coming}):null,p.length>0?/* @__PURE__ */ z(Jl,{rows:p,...m}):null,f.length>0?/* @__PURE__ */ z(`details`,{children:[/* @__PURE__ */ z(`summary`,{children:[R(f.length,`destination`),` the same:`,` `,/* @__PURE__ */ z(dn,{version:f[0]?.version??``,palette:t})]}),/* @__PURE__ */ z(Jl,{rows:f,...m})]}):null,/* @__PURE__ */ z(Bl,{view:e,zone:n,drawn:a})]})}function Gl({owner:e,environment:t}){return`e-${`${e}-${t}`.replace(/[^\\w-]+/g,`-`)}`}function Kl({standing:e,version:t,details:n,lookedAt:r},i){return t!==void 0&&t===i.leading?.version&&e===`good`&&n.length===0&&r===void 0}let ql=[`destination`,`runs`,`for`,`instances`,`built by`,`proven`,`deployment`];function Jl({rows:e,palette:t,zone:n,now:r}){return/* @__PURE__ */ z(`div`,{class:`scroll`,tabIndex:0,children:/* @__PURE__ */ z(`table`,{class:`stacks`,children:[/* @__PURE__ */ z(`thead`,{children:/* @__PURE__ */ z(`tr`,{children:ql.map(e=>/* @__PURE__ */ z(`th`,{scope:`col`,children:e},e))})}),/* @__PURE__ */ z(`tbody`,{children:e.map(e=>/* @__PURE__ */ z(Yl,{row:e,palette:t,zone:n,now:r},e.id))})]})})}function Yl({row:e,palette:t,zone:n,now:r}){let{id:i,standing:a,since:o,instances:s,build:c,proven:l,details:u,lookedAt:d}=e;return/* @__PURE__ */ z(y,{children:[/* @__PURE__ */ z(`tr`,{class:d===void 0?``:`stale`,children:[/* @__PURE__ */ z(`th`,{scope:`row`,children:/* @__PURE__ */ z(V,{of:i,most:200})}),/* @__PURE__ */ z(`td`,{class:`cell ${a}`,\"data-name\":`runs`,children:[/* @__PURE__ */ z(B,{of:Xl(e)?`unknown`:a}),` `,/* @__PURE__ */ z(Zl,{row:e,palette:t})]}),/* @__PURE__ */ z(`td`,{\"data-name\":`for`,children:o===void 0?``:He(r-o)}),/* @__PURE__ */ z(`td`,{\"data-name\":`instances`,children:/* @__PURE__ */ z(Hl,{text:s,hosts:e.hosts,zone:n})}),/* @__PURE__ */ z(`td`,{\"data-name\":`built by`,children:c===void 0?null:/* @__PURE__ */ z(V,{of:c,most:80})}),/* @__PURE__ */ z(`td`,{\"data-name\":`proven`,children:l===void 0?``:l?`yes`:`no`}),/* @__PURE__ */ z(`td`,{\"data-name\":`deployment`,children:/* @__PURE__ */ z(Ql,{row:e})})]}),u.length===0&&d===void 0?null:/* @__PURE__ */ z(`tr`,{class:`details`,children:/* @__PURE__ */ z(`td`,{colSpan:ql.length,children:[d===void 0?null:/* @__PURE__ */ z(`div`,{class:`lost`,children:[`as it was at `,/* @__PURE__ */ z(Xt,{at:d,zone:n,day:!0}),`: it could not be read since`]}),u.map(e=>/* @__PURE__ */ z(`div`,{children:/* @__PURE__ */ z(V,{of:e,most:1e3})},e))]})})]})}function Xl({state:e,lookedAt:t}){return e===`unknown`||t!==void 0}function Zl({row:{state:e,version:t},palette:n}){return t===void 0?/* @__PURE__ */ z(`span`,{class:`none`,children:{release:``,other:`not a release`,empty:`nothing yet`,unknown:`unknown`}[e]}):/* @__PURE__ */ z(dn,{version:t,palette:n})}function Ql({row:{deploymentId:e,consoleUrl:t}}){if(e===void 0)return null;let n=/* @__PURE__ */ z(V,{of:e,most:60});return Kt(t)?/* @__PURE__ */ z(`a`,{href:t,rel:`noreferrer`,children:n}):n}function $l({view:e,zone:t,now:n=e.at,controls:r}){let i=un(e.environments.flatMap(({leading:e,destinations:t})=>[e?.version,...t.map(({version:e})=>e)])),a=Math.max(2,Math.floor(750/Math.max(1,e.environments.length)));return/* @__PURE__ */ z(`main`,{children:[/* @__PURE__ */ z(tu,{view:e,zone:t,now:n}),r,/* @__PURE__ */ z(iu,{view:e,palette:i,now:n}),e.environments.map(r=>/* @__PURE__ */ z(Wl,{palette:i,zone:t,now:n,drawn:a,at:e.at,view:r},`${r.owner} ${r.environment}`))]})}let eu=/* @__PURE__ */ new Set([`unread`,`failed`,`split`,`drift`,`left-behind`]);function tu({view:{at:e,environments:t,pending:n},zone:r,now:i}){let a=t.filter(({marks:e})=>e.some(({kind:e})=>eu.has(e))),o=n?`busy`:a.length>0?`bad`:`good`;return/* @__PURE__ */ z(`header`,{class:`verdict ${o}`,children:[/* @__PURE__ */ z(`p`,{class:`what`,children:`what runs where`}),/* @__PURE__ */ z(`h1`,{children:[/* @__PURE__ */ z(B,{of:o}),` `,/* @__PURE__ */ z(V,{of:n?`the first look is under way`:nu(t,a),most:1e3})]}),/* @__PURE__ */ z(`p`,{class:`what`,children:[`looked at `,/* @__PURE__ */ z(Xt,{at:e,zone:r,day:!0}),i-e<6e4?``:`, ${He(i-e)} ago`]})]})}function nu(e,t){return e.length===0?`there is no environment`:t.length===0?e.length===1?`${e[0]?.environment} is as it should be`:`${R(e.length,`environment`)} are as they should be`:t.map(({environment:e,marks:t})=>{let n=t.filter(({kind:e})=>eu.has(e)).map(({kind:e})=>ru[e]);return`${e}: ${[...new Set(n)].join(`, `)}`}).join(`; `)}let ru={unread:`not all could be read`,failed:`a last attempt failed`,split:`split over versions`,drift:`drift`,\"left-behind\":`instances left behind`,held:`held`,frozen:`frozen`,planned:`a freeze is planned`,behind:`behind`,unproven:`unproven`,\"at-work\":`a run is at work`};function iu({view:e,palette:t,now:n}){let r=[...new Set(e.environments.map(({owner:e})=>e))],i=[...new Set(e.environments.map(({environment:e})=>e))];return/* @__PURE__ */ z(`section`,{class:`overview`,\"aria-labelledby\":`overview`,children:[/* @__PURE__ */ z(`h2`,{id:`overview`,children:`Applications and environments`}),/* @__PURE__ */ z(`div`,{class:`scroll`,tabIndex:0,children:/* @__PURE__ */ z(`table`,{class:`stacks`,children:[/* @__PURE__ */ z(`thead`,{children:/* @__PURE__ */ z(`tr`,{children:[/* @__PURE__ */ z(`th`,{scope:`col`,children:`application`}),i.map(e=>/* @__PURE__ */ z(`th`,{scope:`col`,children:/* @__PURE__ */ z(V,{of:e,most:80})},e))]})}),/* @__PURE__ */ z(`tbody`,{children:r.map(r=>/* @__PURE__ */ z(`tr`,{children:[/* @__PURE__ */ z(`th`,{scope:`row`,children:/* @__PURE__ */ z(V,{of:r,most:80})}),i.map(i=>/* @__PURE__ */ z(`td`,{\"data-name\":i,children:/* @__PURE__ */ z(au,{palette:t,now:n,view:e.environments.find(e=>e.owner===r&&e.environment===i)})},i))]},r))})]})})]})}function au({view:e,palette:t,now:n}){if(!e)return/* @__PURE__ */ z(`span`,{class:`none`,children:`none`});let{leading:r,destinations:i,marks:a}=e,o=i.every(({state:e})=>e===`unknown`);return/* @__PURE__ */ z(y,{children:[/* @__PURE__ */ z(`a`,{class:`to-card`,href:`#${Gl(e)}`,children:[r?/* @__PURE__ */ z(dn,{version:r.version,palette:t}):/* @__PURE__ */ z(`span`,{class:`none`,children:o?`unknown`:`no release runs`}),` `,r&&r.count<i.length?`in ${r.count} of ${i.length} `:``,/* @__PURE__ */ z(`span`,{class:`age`,children:r?.since===void 0?``:`for ${He(n-r.since)}`})]}),/* @__PURE__ */ z(ou,{marks:a})]})}function ou({marks:e}){return e.length===0?null:/* @__PURE__ */ z(`ul`,{class:`marks`,children:e.map(({kind:e,text:t})=>/* @__PURE__ */ z(`li`,{class:eu.has(e)?`cell bad`:`cell`,children:[/* @__PURE__ */ z(B,{of:eu.has(e)?`bad`:e===`at-work`?`busy`:`untouched`}),` `,/* @__PURE__ */ z(V,{of:t,most:300})]},t))})}function su({first:e,live:t}){let[n,r]=F(e),[i,a]=F(``),o=xl(t,{status:e=>r(e)}),s=Sl(o,15e3),c=Oe(()=>cu(n,i),[n,i]),l=/* @__PURE__ */ z(`section`,{class:`controls`,\"aria-label\":`controls`,children:[/* @__PURE__ */ z(`label`,{children:[`filter`,/* @__PURE__ */ z(`input`,{type:`search`,value:i,onInput:({currentTarget:e})=>a(e.value)})]}),t?/* @__PURE__ */ z(Cl,{live:o}):null,t?/* @__PURE__ */ z(`a`,{href:t.other,children:`the run`}):null]});return/* @__PURE__ */ z($l,{view:c,zone:`reader`,now:s??Date.now(),controls:l})}function cu(e,t){let n=t.toLowerCase().split(/\\s+/).filter(e=>e!==``);if(n.length===0)return e;let r=e.environments.flatMap(e=>{let t=`${e.owner} ${e.environment}`,r=e.destinations.filter(e=>{let r=[t,e.id,e.version,e.state,e.deploymentId,...e.details];return n.every(e=>r.join(` `).toLowerCase().includes(e))});return r.length>0?[{...e,destinations:r}]:[]});return{...e,environments:r}}lu();async function lu(){let e=document.getElementById(`page`),t=document.getElementById(`data`);if(!e||!t?.textContent)return;let n=await de(t.textContent),{live:r,from:i=``,other:a=``}=t.dataset,o=r===void 0?{}:{live:{path:r,from:i,other:a}};e.replaceChildren(),t.dataset.kind===`status`?A(/* @__PURE__ */ z(su,{first:JSON.parse(n),...o}),e):A(/* @__PURE__ */ z(wl,{first:M(n),...o}),e),uu(),addEventListener(`hashchange`,du)}function uu(){location.hash!==``&&(du(),location.replace(location.hash))}function du(){let e=document.getElementById(decodeURIComponent(location.hash.slice(1)));for(let t=e?.closest(`details`);t;t=t.parentElement?.closest(`details`))t.open=!0}})();",
	"sha256": "IZaa+vTwo88ok/AzrEZAf+QTr7mtqw9fm7oPUKV5VDQ="
};

// src/page/html-document.ts
function pageDocument(page) {
	const { title, body, style, script, kind, data, live } = page;
	const news = live ? ` data-live="${escaped(live.path)}" data-from="${escaped(live.from)}" data-other="${escaped(live.other ?? "")}"` : "";
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy({
		style,
		script,
		live: live !== void 0
	})}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped((require_printable()).cleanLine(title, 200))}</title>
<style>${style.text}</style>
</head>
<body>
<div id="page">${body}</div>
<script type="application/x-fanout" id="data" data-kind="${kind}"${news}>${data}<\/script>
<script>${script.text}<\/script>
</body>
</html>
`;
}
function pagePolicy({ style, script, live }) {
	return [
		"default-src 'none'",
		`script-src 'sha256-${script.sha256}'`,
		`style-src 'sha256-${style.sha256}'`,
		...live ? ["connect-src 'self'"] : [],
		"base-uri 'none'",
		"form-action 'none'"
	].join("; ");
}
function escaped(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\"", "&quot;");
}

// src/page/packed-events.ts
const names = [
	"destination",
	"deploymentId",
	"role",
	"instance",
	"event",
	"status"
];
function packEvents(events) {
	const texts = /* @__PURE__ */ new Map();
	const placeOf = (text) => {
		const place = texts.get(text) ?? texts.size;
		texts.set(text, place);
		return place;
	};
	let last = 0;
	const packed = events.map((event) => {
		const since = event.at - last;
		const isExact = last + since === event.at;
		last = event.at;
		if (!isExact || !isPlain$1(event)) return event;
		return [since, ...names.map((name) => placeOf(event[name]))];
	});
	return JSON.stringify({
		texts: [...texts.keys()],
		events: packed
	});
}
function isPlain$1(event) {
	return event.kind === "instance" && Object.keys(event).length === names.length + 2;
}

// node_modules/preact/dist/preact.mjs
var n;
var t;
var r;
var u$2;
var i$1;
var f$2;
var o$2;
var e;
var l$1;
var c$1;
var a$3;
var s$2;
var h$1 = Symbol.for("pv");
var p$1 = {};
var y$2 = [];
var v$1 = /^m(i|n|o|s|text|space)$/;
var w$1 = Array.isArray;
var d$1 = y$2.slice;
var _$1 = Object.assign;
function g$1(n) {
	n && n.parentNode && n.remove();
}
function k$2(n, t, r) {
	var u, i, f, o = {}, e = arguments.length;
	for (f in t) "key" == f ? u = t[f] : "ref" == f && "function" != typeof n ? i = t[f] : o[f] = t[f];
	return e > 2 && (o.children = e > 3 ? d$1.call(arguments, 2) : r), m$1(n, o, u, i, null);
}
function m$1(r, u, i, f, o) {
	var e = {
		type: r,
		props: u,
		key: i,
		ref: f,
		__k: null,
		__: null,
		__b: 0,
		__e: null,
		__c: null,
		constructor: h$1,
		__v: o || ++t,
		__i: -1,
		__u: 0
	};
	return !o && n.vnode && n.vnode(e), e;
}
function $$1(n) {
	return n.children;
}
function x$2(n, t) {
	this.props = n, this.context = t, this.__g = 0;
}
function S(n, t) {
	if (null == t) return n.__ && S(n.__, n.__i + 1);
	for (var r; t < n.__k.length; t++) if ((r = n.__k[t]) && r.__e) return r.__e;
	return "function" != typeof n.type || n.props.__P ? null : S(n);
}
function C$1(t) {
	var r, u = t.__v, i = u.__e, f = [], o = [], e = t.__P;
	e && ((r = _$1({ constructor: h$1 }, u)).__v = u.__v + 1, n.vnode && n.vnode(r), z$1(e, r, u, t.__n, e.namespaceURI, 32 & u.__u ? [i] : null, f, i || S(u), 32 & u.__u, o), r.__v = u.__v, r.__.__k[r.__i] = r, E$1(f, r, o), u.__ = u.__e = null, r.__e != i && j$1(r));
}
function j$1(n) {
	if ((n = n.__) && n.__c && !n.props.__P) return n.__e = null, n.__k.some(function(t) {
		return t && (n.__e = t.__e);
	}), j$1(n);
}
function L(t) {
	(8 & t.__g || (t.__g |= 8, u$2.push(t), f$2++)) && i$1 == n.debounceRendering || ((i$1 = n.debounceRendering) || queueMicrotask)(H$1);
}
function H$1() {
	try {
		for (var n, t = 1; u$2.length;) u$2.length > t && u$2.sort(o$2), n = u$2.shift(), t = u$2.length, 8 & n.__g && C$1(n);
	} finally {
		(f$2 = u$2.length) && (i$1 || queueMicrotask)(H$1);
	}
}
function I$1(n, t, r, u, i, f, o, e, l, c, a) {
	var s, h, v, w, d, _, g = u.__k || y$2, k = t.length;
	for (l = q$1(r, t, g, l, k), s = 0; s < k; s++) null != (v = r.__k[s]) && (h = ~v.__i && g[v.__i] || p$1, v.__i = s, _ = z$1(n, v, h, i, f, o, e, l, c, a), w = v.__e, (h.ref != v.ref || 8 & h.__u) && (h.ref && G(h.ref, null, v, h), v.ref && a.push(v.ref, v.__c || w, v)), d = d || w, 4 & v.__u ? (l = A$1(v, l, n, !h.__v), h.__e && (h.__e = null)) : "function" == typeof v.type && void 0 !== _ ? l = _ : w && (l = w.nextSibling), v.__u &= -21);
	return r.__e = d, l;
}
function q$1(n, t, r, u, i) {
	var f, o, e, l, c, a, s, p, y, v = r.length, d = v, _ = 0, g = 0, k = n.__k = Array(i);
	for (f = 0; f < i; f++) null != (o = t[f]) && "boolean" != typeof o && "function" != typeof o ? ("object" != typeof o || o.constructor === String ? o = k[f] = m$1(null, o) : w$1(o) ? o = k[f] = m$1($$1, { children: o }) : o.constructor === h$1 && o.__b ? o = k[f] = m$1(o.type, o.props, o.key, o.ref, o.__v) : k[f] = o, l = f + _, o.__ = n, o.__b = n.__b + 1, e = null, ~(c = o.__i = P$1(o, r, l, d)) && (d--, (e = r[c]) && (e.__u |= 2)), e && e.__v ? (o.__u |= 16, c == l - 1 ? _-- : c == l + 1 ? _++ : c != l && (c > l ? _-- : _++, g = 1)) : (~c || (i > v ? _-- : i < v && _++), "function" != typeof o.type && (o.__u |= 4))) : k[f] = null;
	if (g) {
		for (a = [], s = [], f = 0; f < i; f++) if ((o = k[f]) && 16 & o.__u) {
			for (_ = 0, p = a.length; _ < p;) a[y = _ + p >> 1] < o.__i ? _ = y + 1 : p = y;
			a[_] = o.__i, s[f] = _ + 1;
		}
		for (_ = a.length; f--;) s[f] && (s[f] == _ ? _-- : k[f].__u |= 4);
	}
	if (d) for (f = 0; f < v; f++) !(e = r[f]) || 2 & e.__u || (e.__e == u && (u = S(e)), J(e, e));
	return u;
}
function A$1(n, t, r, u) {
	var i, f, o, e;
	if ("function" == typeof n.type) {
		if (n.props.__P) return t;
		if (i = n.__k) for (f = 0; f < i.length; f++) i[f] && (i[f].__ = n, t = A$1(i[f], t, r, !1));
		return t;
	}
	for (t && !t.parentNode && (t = S(n)) && !t.parentNode && (t = null), o = n.__e, e = t; e && 8 == e.nodeType;) e = e.nextSibling;
	for (o != e && (!u && r.moveBefore && o.parentNode ? r.moveBefore(o, t) : r.insertBefore(o, t || null)), t = o; (t = t && t.nextSibling) && 8 == t.nodeType && !t.data.startsWith("$s"););
	return t;
}
function P$1(n, t, r, u) {
	var i, f = n.key, o = n.type, e = t[r], l = e && !(2 & e.__u);
	if (null === e && null == f || l && f == e.key && o == e.type) return r;
	if (u > (l ? 1 : 0)) {
		for (i = r - 1; i >= 0; i--) if ((e = t[i]) && !(2 & e.__u) && f == e.key && o == e.type) return i;
		for (i = r + 1; i < t.length; i++) if ((e = t[i]) && !(2 & e.__u) && f == e.key && o == e.type) return i;
	}
	return -1;
}
function T$1(n, t, r) {
	r ??= "", "-" == t[0] ? n.setProperty(t, r) : n[t] = r;
}
function N$1(n, t, r, u, i) {
	var f, o;
	if ("style" == t) if ("string" == typeof r) n.style.cssText = r;
	else {
		if ("string" == typeof u && (n.style.cssText = u = ""), u) for (t in u) r && t in r || T$1(n.style, t);
		if (r) for (t in r) u && r[t] == u[t] || T$1(n.style, t, r[t]);
	}
	else if ("o" == t[0] && "n" == t[1]) "function" != typeof r && (r = null), "function" != typeof u && (u = null), (n.__e || (n.__e = {}))[t] = r, r && u || (o = a$3[t] || (a$3[t] = V$1(t)), (n.__a || (n.__a = {}))[t] = c$1, f = t != (t = t.replace(l$1, "$1")), (t = t.slice(2))[0] < "a" && (t = t.toLowerCase()), r ? n.addEventListener(t, o, f) : n.removeEventListener(t, o, f));
	else {
		if ("http://www.w3.org/2000/svg" == i) t = t.replace(/xlink(H|:h)/, "h").replace(/sName$/, "s");
		else if ("width" != t && "height" != t && "href" != t && "list" != t && "form" != t && "tabIndex" != t && "download" != t && "rowSpan" != t && "colSpan" != t && "role" != t && "popover" != t && t in n) try {
			n[t] = null == r ? "" : r;
			return;
		} catch (n) {}
		if ("function" == typeof r) return;
		null == r || !1 === r && "-" != t[4] ? n.removeAttribute(t) : n.setAttribute(t, "popover" == t && 1 == r ? "" : r);
	}
}
function V$1(t) {
	return function(r) {
		var u = this.__e;
		if (u) {
			if (u = u[t], null == r[e]) r[e] = c$1++;
			else if (r[e] < this.__a[t]) return;
			return u(n.event ? n.event(r) : r);
		}
	};
}
function z$1(t, r, u, i, f, o, e, l, c, a) {
	var s, p, v, d, k, b, m, M, C, j, L, H, q, A, O, P, T, N, V = r.type;
	if (r.constructor !== h$1) return null;
	128 & u.__u && (c = 32 & u.__u, s = u.__c.__z) && (r.__u |= c, p = o = [], 8 == s.nodeType ? l = B$2(s, o) : o.push(s), l = o[0] || l), (s = n.__b) && s(r);
	n: if ("function" == typeof V) {
		v = e.length;
		try {
			if (M = r.props, C = (s = V.prototype) && s.render, j = (s = V.contextType) && i[s.__c], L = s ? j ? j.props.value : s.__ : i, (d = u.__c) ? (r.__c = d, 2 & d.__g && (d.__g |= 1)) : (C ? r.__c = d = new V(M, L) : (r.__c = d = new x$2(M, L), d.constructor = V, d.render = K$1), j && j.sub(d), d.state || (d.state = {}), d.__n = i, d.__g |= 8, d.__h = [], d.__k = []), C && (d.__s || (d.__s = d.state), V.getDerivedStateFromProps && (d.__s == d.state && (d.__s = _$1({}, d.__s)), _$1(d.__s, V.getDerivedStateFromProps(M, d.__s)))), k = d.props, b = d.state, d.__v = r, u.__c) {
				if (M !== k && C && !V.getDerivedStateFromProps && d.componentWillReceiveProps && d.componentWillReceiveProps(M, L), r.__v == u.__v && !(8 & d.__g) || !(4 & d.__g) && d.shouldComponentUpdate && !1 === d.shouldComponentUpdate(M, d.__s, L)) {
					r.__v != u.__v && (d.props = M, d.state = d.__s, d.__g &= -9), r.__e = u.__e, r.__k = u.__k, r.__k.some(function(n) {
						n && (n.__ = r);
					}), y$2.push.apply(d.__h, d.__k), d.__k = [], d.__h.length && e.push(d), l = S(u);
					break n;
				}
				d.componentWillUpdate && d.componentWillUpdate(M, d.__s, L), C && d.componentDidUpdate && d.__h.push(function() {
					d.componentDidUpdate(k, b, m);
				});
			} else C && !V.getDerivedStateFromProps && d.componentWillMount && d.componentWillMount(), C && d.componentDidMount && d.__h.push(d.componentDidMount);
			d.context = L, d.props = M, d.__P = t, d.__g &= -5, H = n.__r, q = C ? 25 : 0;
			do
				d.__g &= -9, H && H(r), s = d.render(d.props, d.state = d.__s, d.context);
			while (8 & d.__g && ++q < 25);
			C && (y$2.push.apply(d.__h, d.__k), d.__k = []), d.state = d.__s, d.getChildContext && (i = _$1({}, i, d.getChildContext())), C && u.__c && d.getSnapshotBeforeUpdate && (m = d.getSnapshotBeforeUpdate(k, b)), A = s && s.type === $$1 && null == s.key ? s.props.children : s, M.__P && (s = l, f = (t = M.__P).namespaceURI, c = o = null, u.props && u.props.__P != t && (u.__k.some(function(n) {
				n && J(n, n);
			}), u.__k = null), l = u.__k ? S(u, 0) : null), l = I$1(t, w$1(A) ? A : [A], r, u, i, f, o, e, l, c, a), M.__P && (r.__e = null, l = s), r.__u &= -161, p && p.some(g$1), d.__h.length && e.push(d), 1 & d.__g && (d.__g &= -4);
		} catch (t) {
			if (e.length = v, r.__v = null, c || o) if (t && t.then) {
				if (r.__u |= 128 | c, o) {
					for (~(T = o.indexOf(l || void 0)) || (T = o.length); (N = o[T - 1]) && 8 == N.nodeType;) T--;
					for (; T < o.length; T++) if (N = o[T]) if (o[T] = null, O) {
						if (N == P) break;
					} else {
						if (8 != N.nodeType) break;
						N.data.startsWith("$s") && (P = B$2(O = N));
					}
				}
				if (!O) {
					for (; l && 8 == l.nodeType && l.nextSibling;) l = l.nextSibling;
					O = l;
				}
				(s = B$2(O = r.__c.__z || (r.__c.__z = O))) ? (r.__e = O, l = s) : r.__e = l, l = l && l.nextSibling;
			} else o && o.some(g$1);
			else r.__e = u.__e;
			r.__k || (r.__k = u.__k || []), t && t.then || D$1(r), n.__e(t, r, u);
		}
	} else l = r.__e = F$1(u.__e, r, u, i, f, o, e, c, a, t);
	return (s = n.diffed) && s(r), l;
}
function B$2(n, t) {
	if (n && 8 == n.nodeType && n.data.startsWith("$s")) for (var r = 1; n = n.nextSibling;) {
		if (8 == n.nodeType) {
			if (n.data.startsWith("$s")) r++;
			else if (n.data.startsWith("/$s") && !--r) return n;
		}
		t && t.push(n);
	}
}
function D$1(n) {
	n && (n.__c && (n.__c.__g |= 4), n.__k && n.__k.some(D$1));
}
function E$1(t, r, u) {
	for (var i = 0; i < u.length;) G(u[i++], u[i++], u[i++]);
	n.__c && n.__c(r, t), t.some(function(r) {
		try {
			t = r.__h, r.__h = [], t.some(function(n) {
				n.call(r);
			});
		} catch (t) {
			n.__e(t, r.__v);
		}
	});
}
function F$1(t, r, u, i, f, o, e, l, c, a) {
	var s, h, y, _, k, b, m, M, $ = u.props || p$1, x = r.props, C = r.type;
	if ("svg" == C ? f = "http://www.w3.org/2000/svg" : "math" == C ? f = "http://www.w3.org/1998/Math/MathML" : f || (f = "http://www.w3.org/1999/xhtml"), o) {
		for (s = 0; s < o.length; s++) if ((k = o[s]) && (C ? k.localName == C : 3 == k.nodeType)) {
			t = k, o[s] = null;
			break;
		}
	}
	if (!t) {
		if (M = a.ownerDocument || document, !C) return M.createTextNode(x);
		t = M.createElementNS(f, C, x.is ? x : a), l && (n.__m && n.__m(r, o), l = !1), o = null;
	}
	if (C) {
		if (a = "template" == C && t.content || t, o = "textarea" == C && null != x.defaultValue ? null : o && d$1.call(a.childNodes), !l && o) for ($ = {}, s = 0; s < t.attributes.length; s++) $[(k = t.attributes[s]).name] = k.value;
		for (s in $) k = $[s], "dangerouslySetInnerHTML" == s ? y = k : "children" == s || s in x || "value" == s && "defaultValue" in x || "checked" == s && "defaultChecked" in x || N$1(t, s, null, k, f);
		for (s in x) k = x[s], "children" == s ? _ = k : "dangerouslySetInnerHTML" == s ? h = k : "value" == s ? b = k : "checked" == s ? m = k : l && "function" != typeof k || $[s] === k || N$1(t, s, k, $[s], f);
		h ? (l || y && (h.__html == y.__html || h.__html == t.innerHTML) || (t.innerHTML = h.__html), r.__k = []) : (y && (t.textContent = ""), ("foreignObject" == C || "http://www.w3.org/1998/Math/MathML" == f && v$1.test(C)) && (f = "http://www.w3.org/1999/xhtml"), I$1(a, w$1(_) ? _ : [_], r, u, i, f, o, e, o ? o[0] : u.__k && S(u, 0), l, c), o && o.some(g$1)), l && "textarea" != C || (s = "value", "progress" == C && null == b ? t.removeAttribute(s) : null == b || b === t[s] && ("progress" != C || b) || N$1(t, s, b, $[s], f), s = "checked", null != m && m != t[s] && N$1(t, s, m, $[s], f));
	} else $ === x || l && t.data == x || (t.data = x);
	return t;
}
function G(t, r, u, i) {
	try {
		"function" == typeof t ? r ? r.__x = t(r) || 1 : i && (i = i.__c || i.__e) && (r = i.__x) && (i.__x = null, "function" == typeof r ? r() : t(null)) : t.current = r;
	} catch (t) {
		n.__e(t, u);
	}
}
function J(t, r, u) {
	var i, f, o, e;
	if (n.unmount && n.unmount(t), !(i = t.ref) || i.current && i.current != t.__e || G(i, null, r, t), i = t.__c) {
		if (i.componentWillUnmount) try {
			i.componentWillUnmount();
		} catch (t) {
			n.__e(t, r);
		}
		i.__P = i.__n = null;
	}
	if (i = t.__k) for (e = 0; e < i.length; e++) i[e] && J(i[e], r, "function" != typeof t.type || u && !t.props.__P);
	!u && (i = t.__c) && (i = i.__z) && (f = B$2(i, o = [])) && (i == t.__e && o.some(g$1), g$1(f), g$1(i)), u || g$1(t.__e), t.__e = t.__c = t.__ = null;
}
function K$1(n, t, r) {
	return this.constructor(n, r);
}
n = { __e: function(n, t, r, u) {
	for (var i, o, e; t = t.__;) if ((i = t.__c) && !(1 & i.__g)) {
		i.__g |= 4;
		try {
			if ((e = (o = i.constructor) && o.getDerivedStateFromError) && i.setState(o.getDerivedStateFromError(n)), i.componentDidCatch && (i.componentDidCatch(n, u || {}), e = 1), e && 8 & i.__g) return void (i.__g |= 2);
		} catch (t) {
			n = t;
		}
	}
	throw f$2 = 0, n;
} }, t = 0, r = function(n) {
	return null != n && n.constructor === h$1;
}, x$2.prototype.setState = function(n, t) {
	var r = this.__s;
	r && r != this.state || (r = this.__s = _$1({}, this.state)), "function" == typeof n && (n = n(_$1({}, r), this.props)), n && (_$1(r, n), this.__v && (t && this.__k.push(t), L(this)));
}, x$2.prototype.forceUpdate = function(n) {
	this.__v && (this.__g |= 4, n && this.__h.push(n), L(this));
}, x$2.prototype.render = $$1, u$2 = [], f$2 = 0, o$2 = function(n, t) {
	return n.__v.__b - t.__v.__b;
}, e = Symbol(), l$1 = /(PointerCapture)$|Capture$/i, c$1 = 0, a$3 = {}, s$2 = 0;

// node_modules/preact-render-to-string/dist/index.mjs
var o$1 = "__s";
var i = "__c";
var a$2 = "__k";
var u$1 = "__d";
var c = "__s";
var f$1 = /[\s\n\\/='"\0<>]/;
var s$1 = /^(xlink|xmlns|xml)([A-Z])/;
var l = /^(?:accessK|auto[A-Z]|cell|ch|col|cont|cross|dateT|encT|form[A-Z]|frame|hrefL|inputM|maxL|minL|noV|playsI|popoverT|readO|rowS|src[A-Z]|tabI|useM|item[A-Z])/;
var p = /^ac|^ali|arabic|basel|cap|clipPath$|clipRule$|color|dominant|enable|fill|flood|font|glyph[^R]|horiz|image|letter|lighting|marker[^WUH]|overline|panose|pointe|paint|rendering|shape|stop|strikethrough|stroke|text[^L]|transform|underline|unicode|units|^v[^i]|^w|^xH/;
var h = /* @__PURE__ */ new Set(["draggable", "spellcheck"]);
function d(e) {
	void 0 !== e.__g ? e.__g |= 8 : e[u$1] = !0;
}
function v(e) {
	void 0 !== e.__g ? e.__g &= -9 : e[u$1] = !1;
}
function m(e) {
	return void 0 !== e.__g ? !!(8 & e.__g) : !0 === e[u$1];
}
var y$1 = /["&<]/;
function _(e) {
	if (0 === e.length || !1 === y$1.test(e)) return e;
	for (var t = 0, n = 0, r = "", o = ""; n < e.length; n++) {
		switch (e.charCodeAt(n)) {
			case 34:
				o = "&quot;";
				break;
			case 38:
				o = "&amp;";
				break;
			case 60:
				o = "&lt;";
				break;
			default: continue;
		}
		n !== t && (r += e.slice(t, n)), r += o, t = n + 1;
	}
	return n !== t && (r += e.slice(t, n)), r;
}
var g = {};
var k$1 = /* @__PURE__ */ new Set([
	"animation-iteration-count",
	"border-image-outset",
	"border-image-slice",
	"border-image-width",
	"box-flex",
	"box-flex-group",
	"box-ordinal-group",
	"column-count",
	"fill-opacity",
	"flex",
	"flex-grow",
	"flex-negative",
	"flex-order",
	"flex-positive",
	"flex-shrink",
	"flood-opacity",
	"font-weight",
	"grid-column",
	"grid-row",
	"line-clamp",
	"line-height",
	"opacity",
	"order",
	"orphans",
	"stop-opacity",
	"stroke-dasharray",
	"stroke-dashoffset",
	"stroke-miterlimit",
	"stroke-opacity",
	"stroke-width",
	"tab-size",
	"widows",
	"z-index",
	"zoom"
]);
var b = /[A-Z]/g;
function x$1(e) {
	var t = "";
	for (var n in e) {
		var r = e[n];
		if (null != r && "" !== r) {
			var o = "-" == n[0] ? n : g[n] || (g[n] = n.replace(b, "-$&").toLowerCase()), i = ";";
			"number" != typeof r || o.startsWith("--") || k$1.has(o) || (i = "px;"), t = t + o + ":" + r + i;
		}
	}
	return t || void 0;
}
function w() {
	this.__d = !0;
}
function H(e, t) {
	return {
		__v: e,
		context: t,
		props: e.props,
		setState: w,
		forceUpdate: w,
		__d: !0,
		__h: new Array(0)
	};
}
var T = {};
var j = [];
var P = Array.isArray;
var $ = Object.assign;
var U = "";
var Z = "<!--$s-->";
var F = "<!--/$s-->";
function M(e) {
	return "string" == typeof e ? Z + e + F : P(e) ? (e.unshift(Z), e.push(F), e) : e && "function" == typeof e.then ? e.then(M) : Z + e + F;
}
function W() {
	return {
		beforeDiff: n.__b,
		afterDiff: n.diffed,
		renderHook: n.__r,
		unmountHook: n.unmount,
		rootHook: n.__,
		commitHook: n.__c,
		catchError: n.__e,
		errorBoundaries: n.errorBoundaries
	};
}
function B$1(e) {
	var t = n[o$1];
	n[o$1] = !0;
	try {
		return e();
	} finally {
		n[o$1] = t;
	}
}
function z(n, r, o) {
	var i = W();
	try {
		var u = B$1(function() {
			var u, c = k$2($$1, null);
			return c[a$2] = [n], i.rootHook && i.rootHook(n, ((u = {})[a$2] = c, u.nodeType = 1, u)), q(n, r || T, !1, void 0, c, !1, o, i);
		});
		return P(u) ? u.join(U) : u;
	} catch (e) {
		if (e.then) throw new Error("Use \"renderToStringAsync\" for suspenseful rendering.");
		throw e;
	} finally {
		i.commitHook && B$1(function() {
			return i.commitHook(n, j);
		}), j.length = 0;
	}
}
function N(e, t, n) {
	var r, o = e.type, a = !0;
	return e[i] ? (a = !1, (r = e[i]).state = r[c]) : r = new o(e.props, t), e[i] = r, r.__v = e, r.props = e.props, r.context = t, d(r), r.state ?? (r.state = T), r[c] ?? (r[c] = r.state), o.getDerivedStateFromProps ? r.state = $({}, r.state, o.getDerivedStateFromProps(r.props, r.state)) : a && r.componentWillMount ? (r.componentWillMount(), r.state = r[c] !== r.state ? r[c] : r.state) : !a && r.componentWillUpdate && r.componentWillUpdate(), n.renderHook && n.renderHook(e), r.render(r.props, r.state, t);
}
function q(e, n, o, u, y, g, k, b) {
	if (null == e || !0 === e || !1 === e || e === U) return U;
	var w = typeof e;
	if ("object" != w) return "function" == w ? U : "string" == w ? _(e) : e + U;
	if (P(e)) {
		var C, D = U;
		y[a$2] = e;
		for (var A = e.length, S = 0; S < A; S++) {
			var E = e[S];
			if (null != E && "boolean" != typeof E) {
				var L, j = q(E, n, o, u, y, g, k, b);
				"string" == typeof j ? D += j : (C || (C = new Array(A)), D && C.push(D), D = U, P(j) ? (L = C).push.apply(L, j) : C.push(j));
			}
		}
		return C ? (D && C.push(D), C) : D;
	}
	if (!r(e)) return U;
	e.__ = y, b.beforeDiff && b.beforeDiff(e);
	var Z = e.type, F = e.props;
	if ("function" == typeof Z) {
		var W, z, O, R = n;
		if (Z === $$1) {
			if ("tpl" in F) {
				for (var K, G = U, J = 0; J < F.tpl.length; J++) if (G += F.tpl[J], F.exprs && J < F.exprs.length) {
					var Q = F.exprs[J];
					if (null == Q) continue;
					if ("object" == typeof Q && (r(Q) || P(Q))) {
						var X, Y = q(Q, n, o, u, e, g, k, b);
						"string" == typeof Y ? G += Y : (K || (K = []), G && K.push(G), G = U, P(Y) ? (X = K).push.apply(X, Y) : K.push(Y));
					} else G += Q;
				}
				return K ? (G && K.push(G), K) : G;
			}
			if ("UNSTABLE_comment" in F) return "<!--" + _(F.UNSTABLE_comment) + "-->";
			z = F.children;
		} else {
			if (null != (W = Z.contextType)) {
				var ee = n[W.__c];
				R = ee ? ee.props.value : W.__;
			}
			var te = Z.prototype && "function" == typeof Z.prototype.render;
			if (te) z = N(e, R, b), O = e[i];
			else {
				e[i] = O = H(e, R);
				for (var ne = 0; m(O) && ne++ < 25;) {
					v(O), b.renderHook && b.renderHook(e);
					try {
						z = Z.call(O, F, R);
					} catch (t) {
						throw g && t && "function" == typeof t.then && (e._suspended = !0), t;
					}
				}
				d(O);
			}
			if (null != O.getChildContext && (n = $({}, n, O.getChildContext())), te && b.errorBoundaries && (Z.getDerivedStateFromError || O.componentDidCatch)) {
				z = null != z && z.type === $$1 && null == z.key && null == z.props.tpl ? z.props.children : z;
				try {
					return q(z, n, o, u, e, g, !1, b);
				} catch (r) {
					return Z.getDerivedStateFromError && (O[c] = Z.getDerivedStateFromError(r)), O.componentDidCatch && O.componentDidCatch(r, T), m(O) ? (z = N(e, n, b), null != (O = e[i]).getChildContext && (n = $({}, n, O.getChildContext())), q(z = null != z && z.type === $$1 && null == z.key && null == z.props.tpl ? z.props.children : z, n, o, u, e, g, k, b)) : U;
				} finally {
					b.afterDiff && b.afterDiff(e), b.unmountHook && b.unmountHook(e);
				}
			}
		}
		z = null != z && z.type === $$1 && null == z.key && null == z.props.tpl ? z.props.children : z;
		try {
			var re = q(z, n, o, u, e, g, k, b);
			return b.afterDiff && b.afterDiff(e), b.unmountHook && b.unmountHook(e), e._suspended ? M(re) : re;
		} catch (t) {
			if (!g && k && k.onError) {
				var oe = function t(r) {
					return k.onError(r, e, function(e, r) {
						try {
							return B$1(function() {
								return q(e, n, o, u, r, g, k, b);
							});
						} catch (e) {
							return t(e);
						}
					});
				}(t);
				return void 0 !== oe ? oe : (b.catchError && b.catchError(t, e), U);
			}
			if (!g) throw t;
			if (!t || "function" != typeof t.then) throw t;
			return t.then(function t() {
				try {
					var r = B$1(function() {
						return q(z, n, o, u, e, g, k, b);
					});
					return e._suspended ? M(r) : r;
				} catch (e) {
					if (!e || "function" != typeof e.then) throw e;
					return e.then(t);
				}
			});
		}
	}
	var ie, ae = "<" + Z, ue = U;
	for (var ce in F) {
		var fe = F[ce];
		if ("function" != typeof (fe = V(fe) ? fe.value : fe) || "class" === ce || "className" === ce) {
			switch (ce) {
				case "children":
					ie = fe;
					continue;
				case "key":
				case "ref":
				case "__self":
				case "__source": continue;
				case "htmlFor":
					if ("for" in F) continue;
					ce = "for";
					break;
				case "className":
					if ("class" in F) continue;
					ce = "class";
					break;
				case "defaultChecked":
					ce = "checked";
					break;
				case "defaultSelected":
					ce = "selected";
					break;
				case "defaultValue":
				case "value":
					switch (ce = "value", Z) {
						case "textarea":
							ie = fe;
							continue;
						case "select":
							u = fe;
							continue;
						case "option": u != fe || "selected" in F || (ae += " selected");
					}
					break;
				case "dangerouslySetInnerHTML":
					ue = fe && fe.__html;
					continue;
				case "style":
					"object" == typeof fe && (fe = x$1(fe));
					break;
				case "acceptCharset":
					ce = "accept-charset";
					break;
				case "httpEquiv":
					ce = "http-equiv";
					break;
				default:
					if (f$1.test(ce)) continue;
					s$1.test(ce) ? ce = ce.replace(s$1, "$1:$2").toLowerCase() : "-" !== ce[4] && !h.has(ce) || null == fe ? o ? p.test(ce) && (ce = "panose1" === ce ? "panose-1" : ce.replace(/([A-Z])/g, "-$1").toLowerCase()) : l.test(ce) && (ce = ce.toLowerCase()) : fe += U;
			}
			null != fe && !1 !== fe && (ae = !0 === fe || fe === U ? ae + " " + ce : ae + " " + ce + "=\"" + _(fe + U) + "\"");
		}
	}
	if (f$1.test(Z)) throw new Error(Z + " is not a valid HTML tag name in " + ae + ">");
	if (ue || ("string" == typeof ie ? ue = _(ie) : null != ie && !1 !== ie && !0 !== ie && (ue = q(ie, n, "svg" === Z || "foreignObject" !== Z && o, u, e, g, k, b))), b.afterDiff && b.afterDiff(e), b.unmountHook && b.unmountHook(e), !ue && I.has(Z)) return ae + "/>";
	var se = "</" + Z + ">", le = ae + ">";
	return P(ue) ? [le].concat(ue, [se]) : "string" != typeof ue ? [
		le,
		ue,
		se
	] : le + ue + se;
}
var I = /* @__PURE__ */ new Set([
	"area",
	"base",
	"br",
	"col",
	"command",
	"embed",
	"hr",
	"img",
	"input",
	"keygen",
	"link",
	"meta",
	"param",
	"source",
	"track",
	"wbr"
]);
function V(e) {
	return null !== e && "object" == typeof e && "function" == typeof e.peek && "value" in e;
}

// src/page/parts/is-https.ts
function isHttps(url) {
	return url !== void 0 && URL.canParse(url) && new URL(url).protocol === "https:";
}

// node_modules/preact/jsx-runtime/dist/jsxRuntime.mjs
var f = Symbol.for("pv");
var o = 0;
var u = Array.isArray;
function a$1(t, e, n$1, u, a, i) {
	e || (e = {});
	var c, l, p = e;
	if ("ref" in p && "function" != typeof t) for (l in p = {}, e) "ref" == l ? c = e[l] : p[l] = e[l];
	var s = {
		type: t,
		props: p,
		key: n$1,
		ref: c,
		__k: null,
		__: null,
		__b: 0,
		__e: null,
		__c: null,
		constructor: f,
		__v: --o,
		__i: -1,
		__u: 0
	};
	return (a || i) && (s.__source = a, s.__self = i), n.vnode && n.vnode(s), s;
}

// src/page/parts/sign.tsx
const signs = {
	good: "\u2713",
	bad: "\u2715",
	busy: "\u2026",
	untouched: "\u2013",
	unknown: "?"
};
function Sign({ of }) {
	return /* @__PURE__ */ a$1("span", {
		class: `sign ${of}`,
		"aria-hidden": "true",
		children: signs[of]
	});
}

// src/page/parts/words.tsx
function Words({ of, most = 400 }) {
	return /* @__PURE__ */ a$1("bdi", { children: (require_printable()).cleanLine(of, most) });
}
function Time({ at, zone, day = false }) {
	return /* @__PURE__ */ a$1("time", {
		dateTime: new Date(at).toISOString(),
		children: timeText(at, zone, day)
	});
}
function timeText(at, zone, day = false) {
	const options = {
		...day && {
			year: "numeric",
			month: "short",
			day: "numeric"
		},
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
		hourCycle: "h23",
		...zone === "utc" && { timeZone: "UTC" },
		...day && { timeZoneName: "short" }
	};
	return new Intl.DateTimeFormat("en-GB", options).format(at);
}

// src/page/parts/causes.tsx
const LOG = {
	lines: 60,
	characters: 8e3
};
const OPEN = 5;
const MOST$2 = 50;
function collapsedCauses({ tracks }) {
	return (require_phase()).collapse(tracks.flatMap(({ view: { result } }) => result ?? []));
}
function causeAnchor(index) {
	return `cause-${index + 1}`;
}
function Causes({ view }) {
	const causes = collapsedCauses(view);
	if (causes.length === 0) return null;
	return /* @__PURE__ */ a$1("section", {
		class: "causes",
		"aria-labelledby": "causes",
		children: [
			/* @__PURE__ */ a$1("h2", {
				id: "causes",
				children: "What failed, and why"
			}),
			causes.slice(0, MOST$2).map((cause, index) => /* @__PURE__ */ a$1(CauseCard, {
				cause,
				index
			}, `${cause.title}${cause.extent}`)),
			causes.length > MOST$2 ? /* @__PURE__ */ a$1("p", { children: [
				"and ",
				causes.length - MOST$2,
				" more causes"
			] }) : null
		]
	});
}
function CauseCard({ cause, index }) {
	return /* @__PURE__ */ a$1("details", {
		id: causeAnchor(index),
		open: index < OPEN,
		class: cause.failed ? "bad" : "untouched",
		children: [
			/* @__PURE__ */ a$1("summary", { children: [
				/* @__PURE__ */ a$1(Sign, { of: cause.failed ? "bad" : "untouched" }),
				" ",
				/* @__PURE__ */ a$1(Words, { of: `${cause.extent}: ${cause.title}` })
			] }),
			/* @__PURE__ */ a$1("dl", { children: [
				/* @__PURE__ */ a$1(Entry$1, {
					name: "where",
					children: lines((require_phase()).whereTexts(cause.places, 20))
				}),
				(require_phase()).messageTexts(cause).length > 0 ? /* @__PURE__ */ a$1(Entry$1, {
					name: "message",
					children: lines((require_printable()).clean(cause.message))
				}) : null,
				cause.advice ? /* @__PURE__ */ a$1(Entry$1, {
					name: "to do",
					children: lines((require_printable()).clean(cause.advice))
				}) : null,
				cause.places.some(({ rollback }) => rollback) ? /* @__PURE__ */ a$1(Entry$1, {
					name: "back to",
					children: lines((require_phase()).backToTexts(cause.places, 20))
				}) : null
			] }),
			cause.log ? /* @__PURE__ */ a$1("section", {
				class: "log",
				"aria-label": `output of ${(require_printable()).cleanLine(cause.script ?? "the script", 200)}, cause ${index + 1}`,
				tabIndex: 0,
				children: /* @__PURE__ */ a$1("pre", { children: (require_printable()).tail(cause.log, LOG).join("\n") })
			}) : null,
			/* @__PURE__ */ a$1(ConsoleLinks, { cause })
		]
	});
}
function Entry$1({ name, children }) {
	return /* @__PURE__ */ a$1("div", { children: [/* @__PURE__ */ a$1("dt", { children: name }), /* @__PURE__ */ a$1("dd", { children })] });
}
function lines(texts) {
	return texts.slice(0, 40).map((text) => /* @__PURE__ */ a$1("div", { children: /* @__PURE__ */ a$1(Words, {
		of: text,
		most: 1e3
	}) }, text));
}
function ConsoleLinks({ cause }) {
	const links = cause.places.flatMap(({ destination, consoleUrl: url }) => isHttps(url) ? [{
		destination,
		url
	}] : []).slice(0, 20);
	if (links.length === 0) return null;
	return /* @__PURE__ */ a$1("p", {
		class: "links",
		children: [
			"AWS console:",
			" ",
			links.map(({ destination, url }) => /* @__PURE__ */ a$1("a", {
				href: url,
				rel: "noreferrer",
				children: /* @__PURE__ */ a$1(Words, {
					of: destination,
					most: 200
				})
			}, destination))
		]
	});
}

// src/page/parts/gates.tsx
const MOST$1 = 100;
function Gates({ view: { gates } }) {
	const all = [...gates.values()];
	if (all.length === 0) return null;
	const others = all.filter(({ gate }) => gate.verdict !== "pass");
	const passing = all.length - others.length;
	return /* @__PURE__ */ a$1("section", {
		class: "gates",
		"aria-labelledby": "gates",
		children: [/* @__PURE__ */ a$1("h2", {
			id: "gates",
			children: "Alarms and gates"
		}), /* @__PURE__ */ a$1("ul", {
			class: "state",
			children: [
				others.slice(0, MOST$1).map((one) => /* @__PURE__ */ a$1("li", { children: [
					/* @__PURE__ */ a$1(Sign, { of: toneOf(one) }),
					" ",
					/* @__PURE__ */ a$1(Words, {
						of: one.destination,
						most: 200
					}),
					":",
					" ",
					/* @__PURE__ */ a$1(Words, {
						of: (require_phase()).gateText(one.gate),
						most: 1e3
					})
				] }, `${one.destination} ${one.gate.kind} ${one.gate.name}`)),
				others.length > MOST$1 ? /* @__PURE__ */ a$1("li", { children: [
					"and ",
					others.length - MOST$1,
					" more"
				] }) : null,
				passing > 0 ? /* @__PURE__ */ a$1("li", { children: [
					/* @__PURE__ */ a$1(Sign, { of: "good" }),
					" ",
					passing,
					" passed when last looked at"
				] }) : null
			]
		})]
	});
}
function toneOf({ gate: { verdict, dryRun } }) {
	return verdict === "fail" && !dryRun ? "bad" : "untouched";
}

// src/page/grid.ts
const FOLD_FROM$2 = 12;
function gridOf(tracks) {
	const rows = /* @__PURE__ */ new Map();
	const regions = /* @__PURE__ */ new Set();
	for (const track of tracks) {
		const { account, region } = track.view.label;
		regions.add(region);
		const row = rows.get(account) ?? {
			account,
			cells: /* @__PURE__ */ new Map()
		};
		rows.set(account, row);
		row.cells.set(region, [...row.cells.get(region) ?? [], cellOf(track)]);
	}
	const ordered = [...rows.values()].toSorted((a, b) => gravity(b) - gravity(a));
	const same = ordered.length < FOLD_FROM$2 ? [] : mostAlike(ordered);
	return {
		regions: [...regions].toSorted(),
		odd: ordered.filter((row) => !same.includes(row)),
		same
	};
}
function cellOf(track) {
	const { state, result, detail, counts } = track.view;
	const version = result ? versionOf(result) : "";
	if (!result) {
		const standing = state === "pending" ? "untouched" : "busy";
		const done = state === "deploying" ? `, ${counts.succeeded} done` : "";
		return {
			track,
			standing,
			text: `${inWordsOf[state]}${done}${detail ? `: ${detail}` : ""}`,
			version
		};
	}
	const back = result.rollback && !wentBack(result) ? `, ${(require_outcomes()).backTo(result.rollback)}` : "";
	return {
		track,
		standing: (require_outcomes()).isFailure(result.outcome) ? "bad" : result.outcome === "succeeded" ? "good" : "untouched",
		text: `${(require_outcomes()).inWords(result.outcome)}${back}`,
		version
	};
}
function versionOf(result) {
	const running = (require_running_release()).runningOf(result);
	if (running.state === "unknown" || running.state === "new" && running.partial) return "";
	return running.version ?? "";
}
function wentBack({ rollback }) {
	return rollback?.status === "succeeded" && rollback.complete && rollback.version !== void 0;
}
const inWordsOf = {
	pending: "not begun",
	waiting: "waiting",
	creating: "creating",
	deploying: "deploying",
	deployed: "verifying",
	stopping: "stopping",
	"rolling-back": "rolling back",
	done: "done"
};
const weights = {
	bad: 3,
	busy: 2,
	untouched: 1,
	good: 0
};
function gravity({ cells }) {
	return Math.max(...[...cells.values()].flat().map(({ standing }) => weights[standing]));
}
function mostAlike(rows) {
	const groups = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const key = [...row.cells.values()].flat().map(({ text, version }) => `${text} ${version}`);
		const name = [...new Set(key)].join("\n");
		groups.set(name, [...groups.get(name) ?? [], row]);
	}
	const [most = []] = [...groups.values()].toSorted((a, b) => b.length - a.length);
	return most.length > 2 && gravity(most[0]) < weights.bad ? most : [];
}

// src/page/parts/anchors.ts
function anchorOf(id) {
	return `d-${id.replace(/[^\w-]+/g, "-")}`;
}

// src/page/parts/version-label.tsx
const COLOURS = 6;
function paletteOf(versions) {
	const known = [...new Set(versions.filter((version) => version !== void 0 && version !== ""))];
	return new Map(known.map((version, index) => [version, index % COLOURS]));
}
function VersionLabel({ version, palette }) {
	return /* @__PURE__ */ a$1("span", {
		class: `version v${palette.get(version) ?? "x"}`,
		children: /* @__PURE__ */ a$1(Words, {
			of: version === "" ? "unknown" : version,
			most: 60
		})
	});
}

// src/page/parts/grid-table.tsx
function GridTable({ view, palette, isShown }) {
	const { regions, odd, same } = gridOf(view.tracks.filter((track) => isShown?.(track) ?? true));
	return /* @__PURE__ */ a$1("section", {
		class: "grid",
		"aria-labelledby": "grid",
		children: [
			/* @__PURE__ */ a$1("h2", {
				id: "grid",
				children: "Accounts and regions"
			}),
			/* @__PURE__ */ a$1("div", {
				class: "scroll",
				tabIndex: 0,
				children: /* @__PURE__ */ a$1("table", {
					class: "stacks",
					children: [/* @__PURE__ */ a$1("thead", { children: /* @__PURE__ */ a$1("tr", { children: [/* @__PURE__ */ a$1("th", {
						scope: "col",
						children: "account"
					}), regions.map((region) => /* @__PURE__ */ a$1("th", {
						scope: "col",
						children: /* @__PURE__ */ a$1(Words, {
							of: region,
							most: 40
						})
					}, region))] }) }), /* @__PURE__ */ a$1("tbody", { children: odd.map((row) => /* @__PURE__ */ a$1(Row$2, {
						row,
						regions,
						palette
					}, row.account)) })]
				})
			}),
			same.length > 0 ? /* @__PURE__ */ a$1(Same, {
				same,
				regions,
				palette
			}) : null
		]
	});
}
function Same({ same, regions, palette }) {
	const [first] = same;
	const [cell] = first ? [...first.cells.values()].flat() : [];
	const count = same.reduce((sum, { cells }) => sum + [...cells.values()].flat().length, 0);
	return /* @__PURE__ */ a$1("details", { children: [/* @__PURE__ */ a$1("summary", { children: [
		count,
		" the same in ",
		(require_quantities()).many(same.length, "account"),
		":",
		" ",
		cell ? /* @__PURE__ */ a$1(State, {
			cell,
			palette
		}) : null
	] }), /* @__PURE__ */ a$1("div", {
		class: "scroll",
		children: /* @__PURE__ */ a$1("table", {
			class: "stacks",
			children: /* @__PURE__ */ a$1("tbody", { children: same.map((row) => /* @__PURE__ */ a$1(Row$2, {
				row,
				regions,
				palette
			}, row.account)) })
		})
	})] });
}
function Row$2({ row, regions, palette }) {
	return /* @__PURE__ */ a$1("tr", { children: [/* @__PURE__ */ a$1("th", {
		scope: "row",
		children: /* @__PURE__ */ a$1(Words, {
			of: row.account,
			most: 80
		})
	}), regions.map((region) => {
		const cells = row.cells.get(region) ?? [];
		return /* @__PURE__ */ a$1("td", {
			class: cells.length === 0 ? "empty" : "",
			"data-name": region,
			children: [cells.length === 0 ? /* @__PURE__ */ a$1("span", {
				class: "none",
				children: "none"
			}) : null, cells.map((cell) => /* @__PURE__ */ a$1("div", {
				class: `cell ${cell.standing}`,
				children: /* @__PURE__ */ a$1("a", {
					href: `#${anchorOf(cell.track.view.label.id)}`,
					children: [
						cells.length > 1 ? /* @__PURE__ */ a$1(Words, {
							of: cell.track.view.label.deploymentGroup,
							most: 60
						}) : null,
						" ",
						/* @__PURE__ */ a$1(State, {
							cell,
							palette
						})
					]
				})
			}, cell.track.view.label.id))]
		}, region);
	})] });
}
function State({ cell: { standing, text, version }, palette }) {
	return /* @__PURE__ */ a$1($$1, { children: [
		/* @__PURE__ */ a$1(Sign, { of: standing }),
		" ",
		/* @__PURE__ */ a$1(Words, {
			of: text,
			most: 120
		}),
		" ",
		version === "" ? null : /* @__PURE__ */ a$1(VersionLabel, {
			version,
			palette
		})
	] });
}

// node_modules/d3-path/dist/d3-path.mjs
const pi$1 = Math.PI;
const tau$1 = 2 * pi$1;
const epsilon$1 = 1e-6;
const tauEpsilon = tau$1 - epsilon$1;
function append(strings) {
	this._ += strings[0];
	for (let i = 1, n = strings.length; i < n; ++i) this._ += arguments[i] + strings[i];
}
function appendRound(digits) {
	let d = Math.floor(digits);
	if (!(d >= 0)) throw new Error(`invalid digits: ${digits}`);
	if (d > 15) return append;
	const k = 10 ** d;
	return function(strings) {
		this._ += strings[0];
		for (let i = 1, n = strings.length; i < n; ++i) this._ += Math.round(arguments[i] * k) / k + strings[i];
	};
}
function equal(x0, y0, x1, y1) {
	return x0 === x1 && y0 === y1;
}
function equalRound(digits) {
	const d = Math.floor(digits);
	if (!(d <= 15)) return equal;
	const k = 10 ** d;
	const r = function(value) {
		return Math.round(value * k);
	};
	return function(x0, y0, x1, y1) {
		return r(x0) === r(x1) && r(y0) === r(y1);
	};
}
var Path = class {
	constructor(digits) {
		this._x0 = this._y0 = this._x1 = this._y1 = null;
		this._ = "";
		this._append = digits == null ? append : appendRound(digits);
		this._equal = digits == null ? equal : equalRound(digits);
	}
	moveTo(x, y) {
		this._append`M${this._x0 = this._x1 = +x},${this._y0 = this._y1 = +y}`;
	}
	closePath() {
		if (this._x1 !== null) {
			this._x1 = this._x0, this._y1 = this._y0;
			this._append`Z`;
		}
	}
	lineTo(x, y) {
		this._append`L${this._x1 = +x},${this._y1 = +y}`;
	}
	quadraticCurveTo(x1, y1, x, y) {
		this._append`Q${+x1},${+y1},${this._x1 = +x},${this._y1 = +y}`;
	}
	bezierCurveTo(x1, y1, x2, y2, x, y) {
		this._append`C${+x1},${+y1},${+x2},${+y2},${this._x1 = +x},${this._y1 = +y}`;
	}
	arcTo(x1, y1, x2, y2, r) {
		x1 = +x1, y1 = +y1, x2 = +x2, y2 = +y2, r = +r;
		if (r < 0) throw new Error(`negative radius: ${r}`);
		let x0 = this._x1, y0 = this._y1, x21 = x2 - x1, y21 = y2 - y1, x01 = x0 - x1, y01 = y0 - y1, l01_2 = x01 * x01 + y01 * y01;
		if (this._x1 === null) this._append`M${this._x1 = x1},${this._y1 = y1}`;
		else if (!(l01_2 > epsilon$1));
		else if (!(Math.abs(y01 * x21 - y21 * x01) > epsilon$1) || !r) this._append`L${this._x1 = x1},${this._y1 = y1}`;
		else {
			let x20 = x2 - x0, y20 = y2 - y0, l21_2 = x21 * x21 + y21 * y21, l20_2 = x20 * x20 + y20 * y20, l21 = Math.sqrt(l21_2), l01 = Math.sqrt(l01_2), l = r * Math.tan((pi$1 - Math.acos((l21_2 + l01_2 - l20_2) / (2 * l21 * l01))) / 2), t01 = l / l01, t21 = l / l21;
			if (Math.abs(t01 - 1) > epsilon$1) this._append`L${x1 + t01 * x01},${y1 + t01 * y01}`;
			this._append`A${r},${r},0,0,${+(y01 * x20 > x01 * y20)},${this._x1 = x1 + t21 * x21},${this._y1 = y1 + t21 * y21}`;
		}
	}
	arc(x, y, r, a0, a1, ccw) {
		x = +x, y = +y, r = +r, ccw = !!ccw;
		if (r < 0) throw new Error(`negative radius: ${r}`);
		let dx = r * Math.cos(a0), dy = r * Math.sin(a0), x0 = x + dx, y0 = y + dy, cw = 1 ^ ccw, da = ccw ? a0 - a1 : a1 - a0;
		if (this._x1 === null) this._append`M${x0},${y0}`;
		else if (Math.abs(this._x1 - x0) > epsilon$1 || Math.abs(this._y1 - y0) > epsilon$1) this._append`L${x0},${y0}`;
		if (!r) return;
		if (da < 0) da = da % tau$1 + tau$1;
		if (da > tauEpsilon) this._append`A${r},${r},0,1,${cw},${x - dx},${y - dy}A${r},${r},0,1,${cw},${this._x1 = x0},${this._y1 = y0}`;
		else if (da > epsilon$1) {
			const x1 = x + r * Math.cos(a1);
			const y1 = y + r * Math.sin(a1);
			if (da >= pi$1 && this._equal(x0, y0, x1, y1)) {
				da /= 2;
				let a00 = a0 + da;
				this._append`A${r},${r},0,${+(da >= pi$1)},${cw},${x + r * Math.cos(a00)},${y + r * Math.sin(a00)}`;
			}
			this._append`A${r},${r},0,${+(da >= pi$1)},${cw},${this._x1 = x1},${this._y1 = y1}`;
		}
	}
	rect(x, y, w, h) {
		this._append`M${this._x0 = this._x1 = +x},${this._y0 = this._y1 = +y}h${w = +w}v${+h}h${-w}Z`;
	}
	toString() {
		return this._;
	}
};
function path() {
	return new Path();
}
path.prototype = Path.prototype;

// node_modules/d3-shape/dist/d3-shape.mjs
function constant$1(x) {
	return function constant() {
		return x;
	};
}
const cos = Math.cos;
const sin = Math.sin;
const sqrt = Math.sqrt;
const epsilon = 1e-12;
const pi = Math.PI;
const halfPi = pi / 2;
const tau = 2 * pi;
function withPath(shape) {
	let digits = 3;
	shape.digits = function(_) {
		if (!arguments.length) return digits;
		if (_ == null) digits = null;
		else {
			const d = Math.floor(_);
			if (!(d >= 0)) throw new RangeError(`invalid digits: ${_}`);
			digits = d;
		}
		return shape;
	};
	return () => new Path(digits);
}
var slice$1 = Array.prototype.slice;
function array(x) {
	return typeof x === "object" && "length" in x ? x : Array.from(x);
}
function Linear(context) {
	this._context = context;
}
Linear.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._point = 0;
	},
	lineEnd: function() {
		if (this._line || this._line !== 0 && this._point === 1) this._context.closePath();
		this._line = 1 - this._line;
	},
	point: function(x, y) {
		x = +x, y = +y;
		switch (this._point) {
			case 0:
				this._point = 1;
				this._line ? this._context.lineTo(x, y) : this._context.moveTo(x, y);
				break;
			case 1: this._point = 2;
			default: this._context.lineTo(x, y);
		}
	}
};
function curveLinear(context) {
	return new Linear(context);
}
function x(p) {
	return p[0];
}
function y(p) {
	return p[1];
}
function line(x$1, y$1) {
	var defined = constant$1(true), context = null, curve = curveLinear, output = null, path = withPath(line);
	x$1 = typeof x$1 === "function" ? x$1 : x$1 === void 0 ? x : constant$1(x$1);
	y$1 = typeof y$1 === "function" ? y$1 : y$1 === void 0 ? y : constant$1(y$1);
	function line(data) {
		var i, n = (data = array(data)).length, d, defined0 = false, buffer;
		if (context == null) output = curve(buffer = path());
		for (i = 0; i <= n; ++i) {
			if (!(i < n && defined(d = data[i], i, data)) === defined0) {
				if (defined0 = !defined0) output.lineStart();
				else output.lineEnd();
			}
			if (defined0) output.point(+x$1(d, i, data), +y$1(d, i, data));
		}
		if (buffer) return output = null, buffer + "" || null;
	}
	line.x = function(_) {
		return arguments.length ? (x$1 = typeof _ === "function" ? _ : constant$1(+_), line) : x$1;
	};
	line.y = function(_) {
		return arguments.length ? (y$1 = typeof _ === "function" ? _ : constant$1(+_), line) : y$1;
	};
	line.defined = function(_) {
		return arguments.length ? (defined = typeof _ === "function" ? _ : constant$1(!!_), line) : defined;
	};
	line.curve = function(_) {
		return arguments.length ? (curve = _, context != null && (output = curve(context)), line) : curve;
	};
	line.context = function(_) {
		return arguments.length ? (_ == null ? context = output = null : output = curve(context = _), line) : context;
	};
	return line;
}
function area(x0, y0, y1) {
	var x1 = null, defined = constant$1(true), context = null, curve = curveLinear, output = null, path = withPath(area);
	x0 = typeof x0 === "function" ? x0 : x0 === void 0 ? x : constant$1(+x0);
	y0 = typeof y0 === "function" ? y0 : y0 === void 0 ? constant$1(0) : constant$1(+y0);
	y1 = typeof y1 === "function" ? y1 : y1 === void 0 ? y : constant$1(+y1);
	function area(data) {
		var i, j, k, n = (data = array(data)).length, d, defined0 = false, buffer, x0z = new Array(n), y0z = new Array(n);
		if (context == null) output = curve(buffer = path());
		for (i = 0; i <= n; ++i) {
			if (!(i < n && defined(d = data[i], i, data)) === defined0) {
				if (defined0 = !defined0) {
					j = i;
					output.areaStart();
					output.lineStart();
				} else {
					output.lineEnd();
					output.lineStart();
					for (k = i - 1; k >= j; --k) output.point(x0z[k], y0z[k]);
					output.lineEnd();
					output.areaEnd();
				}
			}
			if (defined0) {
				x0z[i] = +x0(d, i, data), y0z[i] = +y0(d, i, data);
				output.point(x1 ? +x1(d, i, data) : x0z[i], y1 ? +y1(d, i, data) : y0z[i]);
			}
		}
		if (buffer) return output = null, buffer + "" || null;
	}
	function arealine() {
		return line().defined(defined).curve(curve).context(context);
	}
	area.x = function(_) {
		return arguments.length ? (x0 = typeof _ === "function" ? _ : constant$1(+_), x1 = null, area) : x0;
	};
	area.x0 = function(_) {
		return arguments.length ? (x0 = typeof _ === "function" ? _ : constant$1(+_), area) : x0;
	};
	area.x1 = function(_) {
		return arguments.length ? (x1 = _ == null ? null : typeof _ === "function" ? _ : constant$1(+_), area) : x1;
	};
	area.y = function(_) {
		return arguments.length ? (y0 = typeof _ === "function" ? _ : constant$1(+_), y1 = null, area) : y0;
	};
	area.y0 = function(_) {
		return arguments.length ? (y0 = typeof _ === "function" ? _ : constant$1(+_), area) : y0;
	};
	area.y1 = function(_) {
		return arguments.length ? (y1 = _ == null ? null : typeof _ === "function" ? _ : constant$1(+_), area) : y1;
	};
	area.lineX0 = area.lineY0 = function() {
		return arealine().x(x0).y(y0);
	};
	area.lineY1 = function() {
		return arealine().x(x0).y(y1);
	};
	area.lineX1 = function() {
		return arealine().x(x1).y(y0);
	};
	area.defined = function(_) {
		return arguments.length ? (defined = typeof _ === "function" ? _ : constant$1(!!_), area) : defined;
	};
	area.curve = function(_) {
		return arguments.length ? (curve = _, context != null && (output = curve(context)), area) : curve;
	};
	area.context = function(_) {
		return arguments.length ? (_ == null ? context = output = null : output = curve(context = _), area) : context;
	};
	return area;
}
var curveRadialLinear = curveRadial(curveLinear);
function Radial(curve) {
	this._curve = curve;
}
Radial.prototype = {
	areaStart: function() {
		this._curve.areaStart();
	},
	areaEnd: function() {
		this._curve.areaEnd();
	},
	lineStart: function() {
		this._curve.lineStart();
	},
	lineEnd: function() {
		this._curve.lineEnd();
	},
	point: function(a, r) {
		this._curve.point(r * Math.sin(a), r * -Math.cos(a));
	}
};
function curveRadial(curve) {
	function radial(context) {
		return new Radial(curve(context));
	}
	radial._curve = curve;
	return radial;
}
const sqrt3$2 = sqrt(3);
const tan30 = sqrt(1 / 3);
const tan30_2 = tan30 * 2;
const kr = sin(pi / 10) / sin(7 * pi / 10);
const kx = sin(tau / 10) * kr;
const ky = -cos(tau / 10) * kr;
const sqrt3$1 = sqrt(3);
const sqrt3 = sqrt(3);
const s = sqrt(3) / 2;
const k = 1 / sqrt(12);
const a = (k / 2 + 1) * 3;
function noop() {}
function point$3(that, x, y) {
	that._context.bezierCurveTo((2 * that._x0 + that._x1) / 3, (2 * that._y0 + that._y1) / 3, (that._x0 + 2 * that._x1) / 3, (that._y0 + 2 * that._y1) / 3, (that._x0 + 4 * that._x1 + x) / 6, (that._y0 + 4 * that._y1 + y) / 6);
}
function Basis(context) {
	this._context = context;
}
Basis.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x0 = this._x1 = this._y0 = this._y1 = NaN;
		this._point = 0;
	},
	lineEnd: function() {
		switch (this._point) {
			case 3: point$3(this, this._x1, this._y1);
			case 2: this._context.lineTo(this._x1, this._y1);
		}
		if (this._line || this._line !== 0 && this._point === 1) this._context.closePath();
		this._line = 1 - this._line;
	},
	point: function(x, y) {
		x = +x, y = +y;
		switch (this._point) {
			case 0:
				this._point = 1;
				this._line ? this._context.lineTo(x, y) : this._context.moveTo(x, y);
				break;
			case 1:
				this._point = 2;
				break;
			case 2:
				this._point = 3;
				this._context.lineTo((5 * this._x0 + this._x1) / 6, (5 * this._y0 + this._y1) / 6);
			default: point$3(this, x, y);
		}
		this._x0 = this._x1, this._x1 = x;
		this._y0 = this._y1, this._y1 = y;
	}
};
function BasisClosed(context) {
	this._context = context;
}
BasisClosed.prototype = {
	areaStart: noop,
	areaEnd: noop,
	lineStart: function() {
		this._x0 = this._x1 = this._x2 = this._x3 = this._x4 = this._y0 = this._y1 = this._y2 = this._y3 = this._y4 = NaN;
		this._point = 0;
	},
	lineEnd: function() {
		switch (this._point) {
			case 1:
				this._context.moveTo(this._x2, this._y2);
				this._context.closePath();
				break;
			case 2:
				this._context.moveTo((this._x2 + 2 * this._x3) / 3, (this._y2 + 2 * this._y3) / 3);
				this._context.lineTo((this._x3 + 2 * this._x2) / 3, (this._y3 + 2 * this._y2) / 3);
				this._context.closePath();
				break;
			case 3:
				this.point(this._x2, this._y2);
				this.point(this._x3, this._y3);
				this.point(this._x4, this._y4);
		}
	},
	point: function(x, y) {
		x = +x, y = +y;
		switch (this._point) {
			case 0:
				this._point = 1;
				this._x2 = x, this._y2 = y;
				break;
			case 1:
				this._point = 2;
				this._x3 = x, this._y3 = y;
				break;
			case 2:
				this._point = 3;
				this._x4 = x, this._y4 = y;
				this._context.moveTo((this._x0 + 4 * this._x1 + x) / 6, (this._y0 + 4 * this._y1 + y) / 6);
				break;
			default: point$3(this, x, y);
		}
		this._x0 = this._x1, this._x1 = x;
		this._y0 = this._y1, this._y1 = y;
	}
};
function BasisOpen(context) {
	this._context = context;
}
BasisOpen.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x0 = this._x1 = this._y0 = this._y1 = NaN;
		this._point = 0;
	},
	lineEnd: function() {
		if (this._line || this._line !== 0 && this._point === 3) this._context.closePath();
		this._line = 1 - this._line;
	},
	point: function(x, y) {
		x = +x, y = +y;
		switch (this._point) {
			case 0:
				this._point = 1;
				break;
			case 1:
				this._point = 2;
				break;
			case 2:
				this._point = 3;
				var x0 = (this._x0 + 4 * this._x1 + x) / 6, y0 = (this._y0 + 4 * this._y1 + y) / 6;
				this._line ? this._context.lineTo(x0, y0) : this._context.moveTo(x0, y0);
				break;
			case 3: this._point = 4;
			default: point$3(this, x, y);
		}
		this._x0 = this._x1, this._x1 = x;
		this._y0 = this._y1, this._y1 = y;
	}
};
function Bundle(context, beta) {
	this._basis = new Basis(context);
	this._beta = beta;
}
Bundle.prototype = {
	lineStart: function() {
		this._x = [];
		this._y = [];
		this._basis.lineStart();
	},
	lineEnd: function() {
		var x = this._x, y = this._y, j = x.length - 1;
		if (j > 0) {
			var x0 = x[0], y0 = y[0], dx = x[j] - x0, dy = y[j] - y0, i = -1, t;
			while (++i <= j) {
				t = i / j;
				this._basis.point(this._beta * x[i] + (1 - this._beta) * (x0 + t * dx), this._beta * y[i] + (1 - this._beta) * (y0 + t * dy));
			}
		}
		this._x = this._y = null;
		this._basis.lineEnd();
	},
	point: function(x, y) {
		this._x.push(+x);
		this._y.push(+y);
	}
};
var bundle = (function custom(beta) {
	function bundle(context) {
		return beta === 1 ? new Basis(context) : new Bundle(context, beta);
	}
	bundle.beta = function(beta) {
		return custom(+beta);
	};
	return bundle;
})(.85);
function point$2(that, x, y) {
	that._context.bezierCurveTo(that._x1 + that._k * (that._x2 - that._x0), that._y1 + that._k * (that._y2 - that._y0), that._x2 + that._k * (that._x1 - x), that._y2 + that._k * (that._y1 - y), that._x2, that._y2);
}
function Cardinal(context, tension) {
	this._context = context;
	this._k = (1 - tension) / 6;
}
Cardinal.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x0 = this._x1 = this._x2 = this._y0 = this._y1 = this._y2 = NaN;
		this._point = 0;
	},
	lineEnd: function() {
		switch (this._point) {
			case 2:
				this._context.lineTo(this._x2, this._y2);
				break;
			case 3: point$2(this, this._x1, this._y1);
		}
		if (this._line || this._line !== 0 && this._point === 1) this._context.closePath();
		this._line = 1 - this._line;
	},
	point: function(x, y) {
		x = +x, y = +y;
		switch (this._point) {
			case 0:
				this._point = 1;
				this._line ? this._context.lineTo(x, y) : this._context.moveTo(x, y);
				break;
			case 1:
				this._point = 2;
				this._x1 = x, this._y1 = y;
				break;
			case 2: this._point = 3;
			default: point$2(this, x, y);
		}
		this._x0 = this._x1, this._x1 = this._x2, this._x2 = x;
		this._y0 = this._y1, this._y1 = this._y2, this._y2 = y;
	}
};
var cardinal = (function custom(tension) {
	function cardinal(context) {
		return new Cardinal(context, tension);
	}
	cardinal.tension = function(tension) {
		return custom(+tension);
	};
	return cardinal;
})(0);
function CardinalClosed(context, tension) {
	this._context = context;
	this._k = (1 - tension) / 6;
}
CardinalClosed.prototype = {
	areaStart: noop,
	areaEnd: noop,
	lineStart: function() {
		this._x0 = this._x1 = this._x2 = this._x3 = this._x4 = this._x5 = this._y0 = this._y1 = this._y2 = this._y3 = this._y4 = this._y5 = NaN;
		this._point = 0;
	},
	lineEnd: function() {
		switch (this._point) {
			case 1:
				this._context.moveTo(this._x3, this._y3);
				this._context.closePath();
				break;
			case 2:
				this._context.lineTo(this._x3, this._y3);
				this._context.closePath();
				break;
			case 3:
				this.point(this._x3, this._y3);
				this.point(this._x4, this._y4);
				this.point(this._x5, this._y5);
		}
	},
	point: function(x, y) {
		x = +x, y = +y;
		switch (this._point) {
			case 0:
				this._point = 1;
				this._x3 = x, this._y3 = y;
				break;
			case 1:
				this._point = 2;
				this._context.moveTo(this._x4 = x, this._y4 = y);
				break;
			case 2:
				this._point = 3;
				this._x5 = x, this._y5 = y;
				break;
			default: point$2(this, x, y);
		}
		this._x0 = this._x1, this._x1 = this._x2, this._x2 = x;
		this._y0 = this._y1, this._y1 = this._y2, this._y2 = y;
	}
};
var cardinalClosed = (function custom(tension) {
	function cardinal(context) {
		return new CardinalClosed(context, tension);
	}
	cardinal.tension = function(tension) {
		return custom(+tension);
	};
	return cardinal;
})(0);
function CardinalOpen(context, tension) {
	this._context = context;
	this._k = (1 - tension) / 6;
}
CardinalOpen.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x0 = this._x1 = this._x2 = this._y0 = this._y1 = this._y2 = NaN;
		this._point = 0;
	},
	lineEnd: function() {
		if (this._line || this._line !== 0 && this._point === 3) this._context.closePath();
		this._line = 1 - this._line;
	},
	point: function(x, y) {
		x = +x, y = +y;
		switch (this._point) {
			case 0:
				this._point = 1;
				break;
			case 1:
				this._point = 2;
				break;
			case 2:
				this._point = 3;
				this._line ? this._context.lineTo(this._x2, this._y2) : this._context.moveTo(this._x2, this._y2);
				break;
			case 3: this._point = 4;
			default: point$2(this, x, y);
		}
		this._x0 = this._x1, this._x1 = this._x2, this._x2 = x;
		this._y0 = this._y1, this._y1 = this._y2, this._y2 = y;
	}
};
var cardinalOpen = (function custom(tension) {
	function cardinal(context) {
		return new CardinalOpen(context, tension);
	}
	cardinal.tension = function(tension) {
		return custom(+tension);
	};
	return cardinal;
})(0);
function point$1(that, x, y) {
	var x1 = that._x1, y1 = that._y1, x2 = that._x2, y2 = that._y2;
	if (that._l01_a > epsilon) {
		var a = 2 * that._l01_2a + 3 * that._l01_a * that._l12_a + that._l12_2a, n = 3 * that._l01_a * (that._l01_a + that._l12_a);
		x1 = (x1 * a - that._x0 * that._l12_2a + that._x2 * that._l01_2a) / n;
		y1 = (y1 * a - that._y0 * that._l12_2a + that._y2 * that._l01_2a) / n;
	}
	if (that._l23_a > epsilon) {
		var b = 2 * that._l23_2a + 3 * that._l23_a * that._l12_a + that._l12_2a, m = 3 * that._l23_a * (that._l23_a + that._l12_a);
		x2 = (x2 * b + that._x1 * that._l23_2a - x * that._l12_2a) / m;
		y2 = (y2 * b + that._y1 * that._l23_2a - y * that._l12_2a) / m;
	}
	that._context.bezierCurveTo(x1, y1, x2, y2, that._x2, that._y2);
}
function CatmullRom(context, alpha) {
	this._context = context;
	this._alpha = alpha;
}
CatmullRom.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x0 = this._x1 = this._x2 = this._y0 = this._y1 = this._y2 = NaN;
		this._l01_a = this._l12_a = this._l23_a = this._l01_2a = this._l12_2a = this._l23_2a = this._point = 0;
	},
	lineEnd: function() {
		switch (this._point) {
			case 2:
				this._context.lineTo(this._x2, this._y2);
				break;
			case 3: this.point(this._x2, this._y2);
		}
		if (this._line || this._line !== 0 && this._point === 1) this._context.closePath();
		this._line = 1 - this._line;
	},
	point: function(x, y) {
		x = +x, y = +y;
		if (this._point) {
			var x23 = this._x2 - x, y23 = this._y2 - y;
			this._l23_a = Math.sqrt(this._l23_2a = Math.pow(x23 * x23 + y23 * y23, this._alpha));
		}
		switch (this._point) {
			case 0:
				this._point = 1;
				this._line ? this._context.lineTo(x, y) : this._context.moveTo(x, y);
				break;
			case 1:
				this._point = 2;
				break;
			case 2: this._point = 3;
			default: point$1(this, x, y);
		}
		this._l01_a = this._l12_a, this._l12_a = this._l23_a;
		this._l01_2a = this._l12_2a, this._l12_2a = this._l23_2a;
		this._x0 = this._x1, this._x1 = this._x2, this._x2 = x;
		this._y0 = this._y1, this._y1 = this._y2, this._y2 = y;
	}
};
var catmullRom = (function custom(alpha) {
	function catmullRom(context) {
		return alpha ? new CatmullRom(context, alpha) : new Cardinal(context, 0);
	}
	catmullRom.alpha = function(alpha) {
		return custom(+alpha);
	};
	return catmullRom;
})(.5);
function CatmullRomClosed(context, alpha) {
	this._context = context;
	this._alpha = alpha;
}
CatmullRomClosed.prototype = {
	areaStart: noop,
	areaEnd: noop,
	lineStart: function() {
		this._x0 = this._x1 = this._x2 = this._x3 = this._x4 = this._x5 = this._y0 = this._y1 = this._y2 = this._y3 = this._y4 = this._y5 = NaN;
		this._l01_a = this._l12_a = this._l23_a = this._l01_2a = this._l12_2a = this._l23_2a = this._point = 0;
	},
	lineEnd: function() {
		switch (this._point) {
			case 1:
				this._context.moveTo(this._x3, this._y3);
				this._context.closePath();
				break;
			case 2:
				this._context.lineTo(this._x3, this._y3);
				this._context.closePath();
				break;
			case 3:
				this.point(this._x3, this._y3);
				this.point(this._x4, this._y4);
				this.point(this._x5, this._y5);
		}
	},
	point: function(x, y) {
		x = +x, y = +y;
		if (this._point) {
			var x23 = this._x2 - x, y23 = this._y2 - y;
			this._l23_a = Math.sqrt(this._l23_2a = Math.pow(x23 * x23 + y23 * y23, this._alpha));
		}
		switch (this._point) {
			case 0:
				this._point = 1;
				this._x3 = x, this._y3 = y;
				break;
			case 1:
				this._point = 2;
				this._context.moveTo(this._x4 = x, this._y4 = y);
				break;
			case 2:
				this._point = 3;
				this._x5 = x, this._y5 = y;
				break;
			default: point$1(this, x, y);
		}
		this._l01_a = this._l12_a, this._l12_a = this._l23_a;
		this._l01_2a = this._l12_2a, this._l12_2a = this._l23_2a;
		this._x0 = this._x1, this._x1 = this._x2, this._x2 = x;
		this._y0 = this._y1, this._y1 = this._y2, this._y2 = y;
	}
};
var catmullRomClosed = (function custom(alpha) {
	function catmullRom(context) {
		return alpha ? new CatmullRomClosed(context, alpha) : new CardinalClosed(context, 0);
	}
	catmullRom.alpha = function(alpha) {
		return custom(+alpha);
	};
	return catmullRom;
})(.5);
function CatmullRomOpen(context, alpha) {
	this._context = context;
	this._alpha = alpha;
}
CatmullRomOpen.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x0 = this._x1 = this._x2 = this._y0 = this._y1 = this._y2 = NaN;
		this._l01_a = this._l12_a = this._l23_a = this._l01_2a = this._l12_2a = this._l23_2a = this._point = 0;
	},
	lineEnd: function() {
		if (this._line || this._line !== 0 && this._point === 3) this._context.closePath();
		this._line = 1 - this._line;
	},
	point: function(x, y) {
		x = +x, y = +y;
		if (this._point) {
			var x23 = this._x2 - x, y23 = this._y2 - y;
			this._l23_a = Math.sqrt(this._l23_2a = Math.pow(x23 * x23 + y23 * y23, this._alpha));
		}
		switch (this._point) {
			case 0:
				this._point = 1;
				break;
			case 1:
				this._point = 2;
				break;
			case 2:
				this._point = 3;
				this._line ? this._context.lineTo(this._x2, this._y2) : this._context.moveTo(this._x2, this._y2);
				break;
			case 3: this._point = 4;
			default: point$1(this, x, y);
		}
		this._l01_a = this._l12_a, this._l12_a = this._l23_a;
		this._l01_2a = this._l12_2a, this._l12_2a = this._l23_2a;
		this._x0 = this._x1, this._x1 = this._x2, this._x2 = x;
		this._y0 = this._y1, this._y1 = this._y2, this._y2 = y;
	}
};
var catmullRomOpen = (function custom(alpha) {
	function catmullRom(context) {
		return alpha ? new CatmullRomOpen(context, alpha) : new CardinalOpen(context, 0);
	}
	catmullRom.alpha = function(alpha) {
		return custom(+alpha);
	};
	return catmullRom;
})(.5);
function LinearClosed(context) {
	this._context = context;
}
LinearClosed.prototype = {
	areaStart: noop,
	areaEnd: noop,
	lineStart: function() {
		this._point = 0;
	},
	lineEnd: function() {
		if (this._point) this._context.closePath();
	},
	point: function(x, y) {
		x = +x, y = +y;
		if (this._point) this._context.lineTo(x, y);
		else this._point = 1, this._context.moveTo(x, y);
	}
};
function sign(x) {
	return x < 0 ? -1 : 1;
}
function slope3(that, x2, y2) {
	var h0 = that._x1 - that._x0, h1 = x2 - that._x1, s0 = (that._y1 - that._y0) / (h0 || h1 < 0 && -0), s1 = (y2 - that._y1) / (h1 || h0 < 0 && -0), p = (s0 * h1 + s1 * h0) / (h0 + h1);
	return (sign(s0) + sign(s1)) * Math.min(Math.abs(s0), Math.abs(s1), .5 * Math.abs(p)) || 0;
}
function slope2(that, t) {
	var h = that._x1 - that._x0;
	return h ? (3 * (that._y1 - that._y0) / h - t) / 2 : t;
}
function point(that, t0, t1) {
	var x0 = that._x0, y0 = that._y0, x1 = that._x1, y1 = that._y1, dx = (x1 - x0) / 3;
	that._context.bezierCurveTo(x0 + dx, y0 + dx * t0, x1 - dx, y1 - dx * t1, x1, y1);
}
function MonotoneX(context) {
	this._context = context;
}
MonotoneX.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x0 = this._x1 = this._y0 = this._y1 = this._t0 = NaN;
		this._point = 0;
	},
	lineEnd: function() {
		switch (this._point) {
			case 2:
				this._context.lineTo(this._x1, this._y1);
				break;
			case 3: point(this, this._t0, slope2(this, this._t0));
		}
		if (this._line || this._line !== 0 && this._point === 1) this._context.closePath();
		this._line = 1 - this._line;
	},
	point: function(x, y) {
		var t1 = NaN;
		x = +x, y = +y;
		if (x === this._x1 && y === this._y1) return;
		switch (this._point) {
			case 0:
				this._point = 1;
				this._line ? this._context.lineTo(x, y) : this._context.moveTo(x, y);
				break;
			case 1:
				this._point = 2;
				break;
			case 2:
				this._point = 3;
				point(this, slope2(this, t1 = slope3(this, x, y)), t1);
				break;
			default: point(this, this._t0, t1 = slope3(this, x, y));
		}
		this._x0 = this._x1, this._x1 = x;
		this._y0 = this._y1, this._y1 = y;
		this._t0 = t1;
	}
};
function MonotoneY(context) {
	this._context = new ReflectContext(context);
}
(MonotoneY.prototype = Object.create(MonotoneX.prototype)).point = function(x, y) {
	MonotoneX.prototype.point.call(this, y, x);
};
function ReflectContext(context) {
	this._context = context;
}
ReflectContext.prototype = {
	moveTo: function(x, y) {
		this._context.moveTo(y, x);
	},
	closePath: function() {
		this._context.closePath();
	},
	lineTo: function(x, y) {
		this._context.lineTo(y, x);
	},
	bezierCurveTo: function(x1, y1, x2, y2, x, y) {
		this._context.bezierCurveTo(y1, x1, y2, x2, y, x);
	}
};
function Natural(context) {
	this._context = context;
}
Natural.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x = [];
		this._y = [];
	},
	lineEnd: function() {
		var x = this._x, y = this._y, n = x.length;
		if (n) {
			this._line ? this._context.lineTo(x[0], y[0]) : this._context.moveTo(x[0], y[0]);
			if (n === 2) this._context.lineTo(x[1], y[1]);
			else {
				var px = controlPoints(x), py = controlPoints(y);
				for (var i0 = 0, i1 = 1; i1 < n; ++i0, ++i1) this._context.bezierCurveTo(px[0][i0], py[0][i0], px[1][i0], py[1][i0], x[i1], y[i1]);
			}
		}
		if (this._line || this._line !== 0 && n === 1) this._context.closePath();
		this._line = 1 - this._line;
		this._x = this._y = null;
	},
	point: function(x, y) {
		this._x.push(+x);
		this._y.push(+y);
	}
};
function controlPoints(x) {
	var i, n = x.length - 1, m, a = new Array(n), b = new Array(n), r = new Array(n);
	a[0] = 0, b[0] = 2, r[0] = x[0] + 2 * x[1];
	for (i = 1; i < n - 1; ++i) a[i] = 1, b[i] = 4, r[i] = 4 * x[i] + 2 * x[i + 1];
	a[n - 1] = 2, b[n - 1] = 7, r[n - 1] = 8 * x[n - 1] + x[n];
	for (i = 1; i < n; ++i) m = a[i] / b[i - 1], b[i] -= m, r[i] -= m * r[i - 1];
	a[n - 1] = r[n - 1] / b[n - 1];
	for (i = n - 2; i >= 0; --i) a[i] = (r[i] - a[i + 1]) / b[i];
	b[n - 1] = (x[n] + a[n - 1]) / 2;
	for (i = 0; i < n - 1; ++i) b[i] = 2 * x[i + 1] - a[i + 1];
	return [a, b];
}
function Step(context, t) {
	this._context = context;
	this._t = t;
}
Step.prototype = {
	areaStart: function() {
		this._line = 0;
	},
	areaEnd: function() {
		this._line = NaN;
	},
	lineStart: function() {
		this._x = this._y = NaN;
		this._point = 0;
	},
	lineEnd: function() {
		if (0 < this._t && this._t < 1 && this._point === 2) this._context.lineTo(this._x, this._y);
		if (this._line || this._line !== 0 && this._point === 1) this._context.closePath();
		if (this._line >= 0) this._t = 1 - this._t, this._line = 1 - this._line;
	},
	point: function(x, y) {
		x = +x, y = +y;
		switch (this._point) {
			case 0:
				this._point = 1;
				this._line ? this._context.lineTo(x, y) : this._context.moveTo(x, y);
				break;
			case 1: this._point = 2;
			default: if (this._t <= 0) {
				this._context.lineTo(this._x, y);
				this._context.lineTo(x, y);
			} else {
				var x1 = this._x * (1 - this._t) + x * this._t;
				this._context.lineTo(x1, this._y);
				this._context.lineTo(x1, y);
			}
		}
		this._x = x, this._y = y;
	}
};
function stepAfter(context) {
	return new Step(context, 1);
}

// src/page/instance-versions.ts
function instanceVersions({ tracks, from, until }) {
	const histories = tracks.flatMap((track) => [...track.lanes.values()].map((lane) => ({
		track,
		lane,
		changes: changesOf(lane, track, from)
	})));
	const back = histories.filter(({ track, lane }) => isBack(track) && wasReached(lane));
	return {
		counts: countsOf(histories.map(({ changes }) => changes), from),
		exposureMs: back.reduce((sum, { changes }) => sum + timeOff(changes, until), 0),
		exposed: back.length
	};
}
function changesOf({ spans }, { view }, from) {
	const changes = [{
		at: from,
		running: "old"
	}];
	const whole = /* @__PURE__ */ new Set();
	for (const { role, event, status, from: began, to } of spans) {
		if (role === "related" || whole.has(role) || !hasBegun(status)) continue;
		if (changes.at(-1)?.running !== "unknown") changes.push({
			at: began,
			running: "unknown"
		});
		if (event !== "ValidateService" || status !== "Succeeded" || to === void 0) continue;
		changes.push({
			at: to,
			running: role === "rollback" ? "old" : "new"
		});
		whole.add(role);
	}
	const { result, endedAt } = view;
	if (!result || endedAt === void 0) return changes;
	const running = (require_running_release()).runningOf(result);
	if (running.state === "back") changes.push({
		at: endedAt,
		running: "old"
	});
	if (running.state === "new" && !running.partial) changes.push({
		at: endedAt,
		running: "new"
	});
	return changes;
}
function hasBegun(status) {
	return status !== "Skipped" && status !== "Pending";
}
function wasReached({ spans }) {
	return spans.some(({ role, status }) => role === "deployment" && hasBegun(status));
}
function isBack({ view: { result } }) {
	return result !== void 0 && (require_running_release()).runningOf(result).state === "back";
}
function timeOff(changes, until) {
	return changes.reduce((sum, { at, running }, index) => {
		const next = changes[index + 1]?.at ?? until;
		return running === "old" ? sum : sum + Math.max(0, next - at);
	}, 0);
}
function countsOf(histories, from) {
	const steps = histories.flatMap((changes) => changes.slice(1).map((change, index) => ({
		...change,
		before: changes[index]?.running ?? "old"
	})));
	const count = {
		at: from,
		old: histories.length,
		new: 0,
		unknown: 0
	};
	const counts = [{ ...count }];
	for (const { at, running, before } of steps.toSorted((a, b) => a.at - b.at)) {
		count.at = at;
		count[before]--;
		count[running]++;
		if (counts.at(-1)?.at === at) counts.pop();
		counts.push({ ...count });
	}
	return counts;
}

// node_modules/d3-array/dist/d3-array.mjs
function ascending(a, b) {
	return a == null || b == null ? NaN : a < b ? -1 : a > b ? 1 : a >= b ? 0 : NaN;
}
function descending(a, b) {
	return a == null || b == null ? NaN : b < a ? -1 : b > a ? 1 : b >= a ? 0 : NaN;
}
function bisector(f) {
	let compare1, compare2, delta;
	if (f.length !== 2) {
		compare1 = ascending;
		compare2 = (d, x) => ascending(f(d), x);
		delta = (d, x) => f(d) - x;
	} else {
		compare1 = f === ascending || f === descending ? f : zero$1;
		compare2 = f;
		delta = f;
	}
	function left(a, x, lo = 0, hi = a.length) {
		if (lo < hi) {
			if (compare1(x, x) !== 0) return hi;
			do {
				const mid = lo + hi >>> 1;
				if (compare2(a[mid], x) < 0) lo = mid + 1;
				else hi = mid;
			} while (lo < hi);
		}
		return lo;
	}
	function right(a, x, lo = 0, hi = a.length) {
		if (lo < hi) {
			if (compare1(x, x) !== 0) return hi;
			do {
				const mid = lo + hi >>> 1;
				if (compare2(a[mid], x) <= 0) lo = mid + 1;
				else hi = mid;
			} while (lo < hi);
		}
		return lo;
	}
	function center(a, x, lo = 0, hi = a.length) {
		const i = left(a, x, lo, hi - 1);
		return i > lo && delta(a[i - 1], x) > -delta(a[i], x) ? i - 1 : i;
	}
	return {
		left,
		center,
		right
	};
}
function zero$1() {
	return 0;
}
function number$3(x) {
	return x === null ? NaN : +x;
}
const ascendingBisect = bisector(ascending);
const bisectRight = ascendingBisect.right;
const bisectLeft = ascendingBisect.left;
const bisectCenter = bisector(number$3).center;
const blur2 = Blur2(blurf);
const blurImage = Blur2(blurfImage);
function Blur2(blur) {
	return function(data, rx, ry = rx) {
		if (!((rx = +rx) >= 0)) throw new RangeError("invalid rx");
		if (!((ry = +ry) >= 0)) throw new RangeError("invalid ry");
		let { data: values, width, height } = data;
		if (!((width = Math.floor(width)) >= 0)) throw new RangeError("invalid width");
		if (!((height = Math.floor(height !== void 0 ? height : values.length / width)) >= 0)) throw new RangeError("invalid height");
		if (!width || !height || !rx && !ry) return data;
		const blurx = rx && blur(rx);
		const blury = ry && blur(ry);
		const temp = values.slice();
		if (blurx && blury) {
			blurh(blurx, temp, values, width, height);
			blurh(blurx, values, temp, width, height);
			blurh(blurx, temp, values, width, height);
			blurv(blury, values, temp, width, height);
			blurv(blury, temp, values, width, height);
			blurv(blury, values, temp, width, height);
		} else if (blurx) {
			blurh(blurx, values, temp, width, height);
			blurh(blurx, temp, values, width, height);
			blurh(blurx, values, temp, width, height);
		} else if (blury) {
			blurv(blury, values, temp, width, height);
			blurv(blury, temp, values, width, height);
			blurv(blury, values, temp, width, height);
		}
		return data;
	};
}
function blurh(blur, T, S, w, h) {
	for (let y = 0, n = w * h; y < n;) blur(T, S, y, y += w, 1);
}
function blurv(blur, T, S, w, h) {
	for (let x = 0, n = w * h; x < w; ++x) blur(T, S, x, x + n, w);
}
function blurfImage(radius) {
	const blur = blurf(radius);
	return (T, S, start, stop, step) => {
		start <<= 2, stop <<= 2, step <<= 2;
		blur(T, S, start + 0, stop + 0, step);
		blur(T, S, start + 1, stop + 1, step);
		blur(T, S, start + 2, stop + 2, step);
		blur(T, S, start + 3, stop + 3, step);
	};
}
function blurf(radius) {
	const radius0 = Math.floor(radius);
	if (radius0 === radius) return bluri(radius);
	const t = radius - radius0;
	const w = 2 * radius + 1;
	return (T, S, start, stop, step) => {
		if (!((stop -= step) >= start)) return;
		let sum = radius0 * S[start];
		const s0 = step * radius0;
		const s1 = s0 + step;
		for (let i = start, j = start + s0; i < j; i += step) sum += S[Math.min(stop, i)];
		for (let i = start, j = stop; i <= j; i += step) {
			sum += S[Math.min(stop, i + s0)];
			T[i] = (sum + t * (S[Math.max(start, i - s1)] + S[Math.min(stop, i + s1)])) / w;
			sum -= S[Math.max(start, i - s0)];
		}
	};
}
function bluri(radius) {
	const w = 2 * radius + 1;
	return (T, S, start, stop, step) => {
		if (!((stop -= step) >= start)) return;
		let sum = radius * S[start];
		const s = step * radius;
		for (let i = start, j = start + s; i < j; i += step) sum += S[Math.min(stop, i)];
		for (let i = start, j = stop; i <= j; i += step) {
			sum += S[Math.min(stop, i + s)];
			T[i] = sum / w;
			sum -= S[Math.max(start, i - s)];
		}
	};
}
var slice = Array.prototype.slice;
const e10 = Math.sqrt(50);
const e5 = Math.sqrt(10);
const e2 = Math.sqrt(2);
function tickSpec(start, stop, count) {
	const step = (stop - start) / Math.max(0, count), power = Math.floor(Math.log10(step)), error = step / Math.pow(10, power), factor = error >= e10 ? 10 : error >= e5 ? 5 : error >= e2 ? 2 : 1;
	let i1, i2, inc;
	if (power < 0) {
		inc = Math.pow(10, -power) / factor;
		i1 = Math.round(start * inc);
		i2 = Math.round(stop * inc);
		if (i1 / inc < start) ++i1;
		if (i2 / inc > stop) --i2;
		inc = -inc;
	} else {
		inc = Math.pow(10, power) * factor;
		i1 = Math.round(start / inc);
		i2 = Math.round(stop / inc);
		if (i1 * inc < start) ++i1;
		if (i2 * inc > stop) --i2;
	}
	if (i2 < i1 && .5 <= count && count < 2) return tickSpec(start, stop, count * 2);
	return [
		i1,
		i2,
		inc
	];
}
function tickIncrement(start, stop, count) {
	stop = +stop, start = +start, count = +count;
	return tickSpec(start, stop, count)[2];
}
function tickStep(start, stop, count) {
	stop = +stop, start = +start, count = +count;
	const reverse = stop < start, inc = reverse ? tickIncrement(stop, start, count) : tickIncrement(start, stop, count);
	return (reverse ? -1 : 1) * (inc < 0 ? 1 / -inc : inc);
}
var shuffle = shuffler(Math.random);
function shuffler(random) {
	return function shuffle(array, i0 = 0, i1 = array.length) {
		let m = i1 - (i0 = +i0);
		while (m) {
			const i = random() * m-- | 0, t = array[m + i0];
			array[m + i0] = array[i + i0];
			array[i + i0] = t;
		}
		return array;
	};
}

// node_modules/d3-color/dist/d3-color.mjs
function define(constructor, factory, prototype) {
	constructor.prototype = factory.prototype = prototype;
	prototype.constructor = constructor;
}
function extend(parent, definition) {
	var prototype = Object.create(parent.prototype);
	for (var key in definition) prototype[key] = definition[key];
	return prototype;
}
function Color() {}
var darker = .7;
var brighter = 1 / darker;
var reI = "\\s*([+-]?\\d+)\\s*";
var reN = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*";
var reP = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*";
var reHex = /^#([0-9a-f]{3,8})$/;
var reRgbInteger = new RegExp(`^rgb\\(${reI},${reI},${reI}\\)$`);
var reRgbPercent = new RegExp(`^rgb\\(${reP},${reP},${reP}\\)$`);
var reRgbaInteger = new RegExp(`^rgba\\(${reI},${reI},${reI},${reN}\\)$`);
var reRgbaPercent = new RegExp(`^rgba\\(${reP},${reP},${reP},${reN}\\)$`);
var reHslPercent = new RegExp(`^hsl\\(${reN},${reP},${reP}\\)$`);
var reHslaPercent = new RegExp(`^hsla\\(${reN},${reP},${reP},${reN}\\)$`);
var named = {
	aliceblue: 15792383,
	antiquewhite: 16444375,
	aqua: 65535,
	aquamarine: 8388564,
	azure: 15794175,
	beige: 16119260,
	bisque: 16770244,
	black: 0,
	blanchedalmond: 16772045,
	blue: 255,
	blueviolet: 9055202,
	brown: 10824234,
	burlywood: 14596231,
	cadetblue: 6266528,
	chartreuse: 8388352,
	chocolate: 13789470,
	coral: 16744272,
	cornflowerblue: 6591981,
	cornsilk: 16775388,
	crimson: 14423100,
	cyan: 65535,
	darkblue: 139,
	darkcyan: 35723,
	darkgoldenrod: 12092939,
	darkgray: 11119017,
	darkgreen: 25600,
	darkgrey: 11119017,
	darkkhaki: 12433259,
	darkmagenta: 9109643,
	darkolivegreen: 5597999,
	darkorange: 16747520,
	darkorchid: 10040012,
	darkred: 9109504,
	darksalmon: 15308410,
	darkseagreen: 9419919,
	darkslateblue: 4734347,
	darkslategray: 3100495,
	darkslategrey: 3100495,
	darkturquoise: 52945,
	darkviolet: 9699539,
	deeppink: 16716947,
	deepskyblue: 49151,
	dimgray: 6908265,
	dimgrey: 6908265,
	dodgerblue: 2003199,
	firebrick: 11674146,
	floralwhite: 16775920,
	forestgreen: 2263842,
	fuchsia: 16711935,
	gainsboro: 14474460,
	ghostwhite: 16316671,
	gold: 16766720,
	goldenrod: 14329120,
	gray: 8421504,
	green: 32768,
	greenyellow: 11403055,
	grey: 8421504,
	honeydew: 15794160,
	hotpink: 16738740,
	indianred: 13458524,
	indigo: 4915330,
	ivory: 16777200,
	khaki: 15787660,
	lavender: 15132410,
	lavenderblush: 16773365,
	lawngreen: 8190976,
	lemonchiffon: 16775885,
	lightblue: 11393254,
	lightcoral: 15761536,
	lightcyan: 14745599,
	lightgoldenrodyellow: 16448210,
	lightgray: 13882323,
	lightgreen: 9498256,
	lightgrey: 13882323,
	lightpink: 16758465,
	lightsalmon: 16752762,
	lightseagreen: 2142890,
	lightskyblue: 8900346,
	lightslategray: 7833753,
	lightslategrey: 7833753,
	lightsteelblue: 11584734,
	lightyellow: 16777184,
	lime: 65280,
	limegreen: 3329330,
	linen: 16445670,
	magenta: 16711935,
	maroon: 8388608,
	mediumaquamarine: 6737322,
	mediumblue: 205,
	mediumorchid: 12211667,
	mediumpurple: 9662683,
	mediumseagreen: 3978097,
	mediumslateblue: 8087790,
	mediumspringgreen: 64154,
	mediumturquoise: 4772300,
	mediumvioletred: 13047173,
	midnightblue: 1644912,
	mintcream: 16121850,
	mistyrose: 16770273,
	moccasin: 16770229,
	navajowhite: 16768685,
	navy: 128,
	oldlace: 16643558,
	olive: 8421376,
	olivedrab: 7048739,
	orange: 16753920,
	orangered: 16729344,
	orchid: 14315734,
	palegoldenrod: 15657130,
	palegreen: 10025880,
	paleturquoise: 11529966,
	palevioletred: 14381203,
	papayawhip: 16773077,
	peachpuff: 16767673,
	peru: 13468991,
	pink: 16761035,
	plum: 14524637,
	powderblue: 11591910,
	purple: 8388736,
	rebeccapurple: 6697881,
	red: 16711680,
	rosybrown: 12357519,
	royalblue: 4286945,
	saddlebrown: 9127187,
	salmon: 16416882,
	sandybrown: 16032864,
	seagreen: 3050327,
	seashell: 16774638,
	sienna: 10506797,
	silver: 12632256,
	skyblue: 8900331,
	slateblue: 6970061,
	slategray: 7372944,
	slategrey: 7372944,
	snow: 16775930,
	springgreen: 65407,
	steelblue: 4620980,
	tan: 13808780,
	teal: 32896,
	thistle: 14204888,
	tomato: 16737095,
	turquoise: 4251856,
	violet: 15631086,
	wheat: 16113331,
	white: 16777215,
	whitesmoke: 16119285,
	yellow: 16776960,
	yellowgreen: 10145074
};
define(Color, color, {
	copy(channels) {
		return Object.assign(new this.constructor(), this, channels);
	},
	displayable() {
		return this.rgb().displayable();
	},
	hex: color_formatHex,
	formatHex: color_formatHex,
	formatHex8: color_formatHex8,
	formatHsl: color_formatHsl,
	formatRgb: color_formatRgb,
	toString: color_formatRgb
});
function color_formatHex() {
	return this.rgb().formatHex();
}
function color_formatHex8() {
	return this.rgb().formatHex8();
}
function color_formatHsl() {
	return hslConvert(this).formatHsl();
}
function color_formatRgb() {
	return this.rgb().formatRgb();
}
function color(format) {
	var m, l;
	format = (format + "").trim().toLowerCase();
	return (m = reHex.exec(format)) ? (l = m[1].length, m = parseInt(m[1], 16), l === 6 ? rgbn(m) : l === 3 ? new Rgb(m >> 8 & 15 | m >> 4 & 240, m >> 4 & 15 | m & 240, (m & 15) << 4 | m & 15, 1) : l === 8 ? rgba(m >> 24 & 255, m >> 16 & 255, m >> 8 & 255, (m & 255) / 255) : l === 4 ? rgba(m >> 12 & 15 | m >> 8 & 240, m >> 8 & 15 | m >> 4 & 240, m >> 4 & 15 | m & 240, ((m & 15) << 4 | m & 15) / 255) : null) : (m = reRgbInteger.exec(format)) ? new Rgb(m[1], m[2], m[3], 1) : (m = reRgbPercent.exec(format)) ? new Rgb(m[1] * 255 / 100, m[2] * 255 / 100, m[3] * 255 / 100, 1) : (m = reRgbaInteger.exec(format)) ? rgba(m[1], m[2], m[3], m[4]) : (m = reRgbaPercent.exec(format)) ? rgba(m[1] * 255 / 100, m[2] * 255 / 100, m[3] * 255 / 100, m[4]) : (m = reHslPercent.exec(format)) ? hsla(m[1], m[2] / 100, m[3] / 100, 1) : (m = reHslaPercent.exec(format)) ? hsla(m[1], m[2] / 100, m[3] / 100, m[4]) : named.hasOwnProperty(format) ? rgbn(named[format]) : format === "transparent" ? new Rgb(NaN, NaN, NaN, 0) : null;
}
function rgbn(n) {
	return new Rgb(n >> 16 & 255, n >> 8 & 255, n & 255, 1);
}
function rgba(r, g, b, a) {
	if (a <= 0) r = g = b = NaN;
	return new Rgb(r, g, b, a);
}
function rgbConvert(o) {
	if (!(o instanceof Color)) o = color(o);
	if (!o) return new Rgb();
	o = o.rgb();
	return new Rgb(o.r, o.g, o.b, o.opacity);
}
function rgb$1(r, g, b, opacity) {
	return arguments.length === 1 ? rgbConvert(r) : new Rgb(r, g, b, opacity == null ? 1 : opacity);
}
function Rgb(r, g, b, opacity) {
	this.r = +r;
	this.g = +g;
	this.b = +b;
	this.opacity = +opacity;
}
define(Rgb, rgb$1, extend(Color, {
	brighter(k) {
		k = k == null ? brighter : Math.pow(brighter, k);
		return new Rgb(this.r * k, this.g * k, this.b * k, this.opacity);
	},
	darker(k) {
		k = k == null ? darker : Math.pow(darker, k);
		return new Rgb(this.r * k, this.g * k, this.b * k, this.opacity);
	},
	rgb() {
		return this;
	},
	clamp() {
		return new Rgb(clampi(this.r), clampi(this.g), clampi(this.b), clampa(this.opacity));
	},
	displayable() {
		return -.5 <= this.r && this.r < 255.5 && -.5 <= this.g && this.g < 255.5 && -.5 <= this.b && this.b < 255.5 && 0 <= this.opacity && this.opacity <= 1;
	},
	hex: rgb_formatHex,
	formatHex: rgb_formatHex,
	formatHex8: rgb_formatHex8,
	formatRgb: rgb_formatRgb,
	toString: rgb_formatRgb
}));
function rgb_formatHex() {
	return `#${hex(this.r)}${hex(this.g)}${hex(this.b)}`;
}
function rgb_formatHex8() {
	return `#${hex(this.r)}${hex(this.g)}${hex(this.b)}${hex((isNaN(this.opacity) ? 1 : this.opacity) * 255)}`;
}
function rgb_formatRgb() {
	const a = clampa(this.opacity);
	return `${a === 1 ? "rgb(" : "rgba("}${clampi(this.r)}, ${clampi(this.g)}, ${clampi(this.b)}${a === 1 ? ")" : `, ${a})`}`;
}
function clampa(opacity) {
	return isNaN(opacity) ? 1 : Math.max(0, Math.min(1, opacity));
}
function clampi(value) {
	return Math.max(0, Math.min(255, Math.round(value) || 0));
}
function hex(value) {
	value = clampi(value);
	return (value < 16 ? "0" : "") + value.toString(16);
}
function hsla(h, s, l, a) {
	if (a <= 0) h = s = l = NaN;
	else if (l <= 0 || l >= 1) h = s = NaN;
	else if (s <= 0) h = NaN;
	return new Hsl(h, s, l, a);
}
function hslConvert(o) {
	if (o instanceof Hsl) return new Hsl(o.h, o.s, o.l, o.opacity);
	if (!(o instanceof Color)) o = color(o);
	if (!o) return new Hsl();
	if (o instanceof Hsl) return o;
	o = o.rgb();
	var r = o.r / 255, g = o.g / 255, b = o.b / 255, min = Math.min(r, g, b), max = Math.max(r, g, b), h = NaN, s = max - min, l = (max + min) / 2;
	if (s) {
		if (r === max) h = (g - b) / s + (g < b) * 6;
		else if (g === max) h = (b - r) / s + 2;
		else h = (r - g) / s + 4;
		s /= l < .5 ? max + min : 2 - max - min;
		h *= 60;
	} else s = l > 0 && l < 1 ? 0 : h;
	return new Hsl(h, s, l, o.opacity);
}
function hsl$1(h, s, l, opacity) {
	return arguments.length === 1 ? hslConvert(h) : new Hsl(h, s, l, opacity == null ? 1 : opacity);
}
function Hsl(h, s, l, opacity) {
	this.h = +h;
	this.s = +s;
	this.l = +l;
	this.opacity = +opacity;
}
define(Hsl, hsl$1, extend(Color, {
	brighter(k) {
		k = k == null ? brighter : Math.pow(brighter, k);
		return new Hsl(this.h, this.s, this.l * k, this.opacity);
	},
	darker(k) {
		k = k == null ? darker : Math.pow(darker, k);
		return new Hsl(this.h, this.s, this.l * k, this.opacity);
	},
	rgb() {
		var h = this.h % 360 + (this.h < 0) * 360, s = isNaN(h) || isNaN(this.s) ? 0 : this.s, l = this.l, m2 = l + (l < .5 ? l : 1 - l) * s, m1 = 2 * l - m2;
		return new Rgb(hsl2rgb(h >= 240 ? h - 240 : h + 120, m1, m2), hsl2rgb(h, m1, m2), hsl2rgb(h < 120 ? h + 240 : h - 120, m1, m2), this.opacity);
	},
	clamp() {
		return new Hsl(clamph(this.h), clampt(this.s), clampt(this.l), clampa(this.opacity));
	},
	displayable() {
		return (0 <= this.s && this.s <= 1 || isNaN(this.s)) && 0 <= this.l && this.l <= 1 && 0 <= this.opacity && this.opacity <= 1;
	},
	formatHsl() {
		const a = clampa(this.opacity);
		return `${a === 1 ? "hsl(" : "hsla("}${clamph(this.h)}, ${clampt(this.s) * 100}%, ${clampt(this.l) * 100}%${a === 1 ? ")" : `, ${a})`}`;
	}
}));
function clamph(value) {
	value = (value || 0) % 360;
	return value < 0 ? value + 360 : value;
}
function clampt(value) {
	return Math.max(0, Math.min(1, value || 0));
}
function hsl2rgb(h, m1, m2) {
	return (h < 60 ? m1 + (m2 - m1) * h / 60 : h < 180 ? m2 : h < 240 ? m1 + (m2 - m1) * (240 - h) / 60 : m1) * 255;
}
const radians = Math.PI / 180;
const degrees$1 = 180 / Math.PI;
const K = 18;
const Xn = .96422;
const Yn = 1;
const Zn = .82521;
const t0$1 = 4 / 29;
const t1$1 = 6 / 29;
const t2 = 3 * t1$1 * t1$1;
const t3 = t1$1 * t1$1 * t1$1;
function labConvert(o) {
	if (o instanceof Lab) return new Lab(o.l, o.a, o.b, o.opacity);
	if (o instanceof Hcl) return hcl2lab(o);
	if (!(o instanceof Rgb)) o = rgbConvert(o);
	var r = rgb2lrgb(o.r), g = rgb2lrgb(o.g), b = rgb2lrgb(o.b), y = xyz2lab((.2225045 * r + .7168786 * g + .0606169 * b) / Yn), x, z;
	if (r === g && g === b) x = z = y;
	else {
		x = xyz2lab((.4360747 * r + .3850649 * g + .1430804 * b) / Xn);
		z = xyz2lab((.0139322 * r + .0971045 * g + .7141733 * b) / Zn);
	}
	return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z), o.opacity);
}
function lab(l, a, b, opacity) {
	return arguments.length === 1 ? labConvert(l) : new Lab(l, a, b, opacity == null ? 1 : opacity);
}
function Lab(l, a, b, opacity) {
	this.l = +l;
	this.a = +a;
	this.b = +b;
	this.opacity = +opacity;
}
define(Lab, lab, extend(Color, {
	brighter(k) {
		return new Lab(this.l + K * (k == null ? 1 : k), this.a, this.b, this.opacity);
	},
	darker(k) {
		return new Lab(this.l - K * (k == null ? 1 : k), this.a, this.b, this.opacity);
	},
	rgb() {
		var y = (this.l + 16) / 116, x = isNaN(this.a) ? y : y + this.a / 500, z = isNaN(this.b) ? y : y - this.b / 200;
		x = Xn * lab2xyz(x);
		y = Yn * lab2xyz(y);
		z = Zn * lab2xyz(z);
		return new Rgb(lrgb2rgb(3.1338561 * x - 1.6168667 * y - .4906146 * z), lrgb2rgb(-.9787684 * x + 1.9161415 * y + .033454 * z), lrgb2rgb(.0719453 * x - .2289914 * y + 1.4052427 * z), this.opacity);
	}
}));
function xyz2lab(t) {
	return t > t3 ? Math.pow(t, 1 / 3) : t / t2 + t0$1;
}
function lab2xyz(t) {
	return t > t1$1 ? t * t * t : t2 * (t - t0$1);
}
function lrgb2rgb(x) {
	return 255 * (x <= .0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - .055);
}
function rgb2lrgb(x) {
	return (x /= 255) <= .04045 ? x / 12.92 : Math.pow((x + .055) / 1.055, 2.4);
}
function hclConvert(o) {
	if (o instanceof Hcl) return new Hcl(o.h, o.c, o.l, o.opacity);
	if (!(o instanceof Lab)) o = labConvert(o);
	if (o.a === 0 && o.b === 0) return new Hcl(NaN, 0 < o.l && o.l < 100 ? 0 : NaN, o.l, o.opacity);
	var h = Math.atan2(o.b, o.a) * degrees$1;
	return new Hcl(h < 0 ? h + 360 : h, Math.sqrt(o.a * o.a + o.b * o.b), o.l, o.opacity);
}
function hcl$1(h, c, l, opacity) {
	return arguments.length === 1 ? hclConvert(h) : new Hcl(h, c, l, opacity == null ? 1 : opacity);
}
function Hcl(h, c, l, opacity) {
	this.h = +h;
	this.c = +c;
	this.l = +l;
	this.opacity = +opacity;
}
function hcl2lab(o) {
	if (isNaN(o.h)) return new Lab(o.l, 0, 0, o.opacity);
	var h = o.h * radians;
	return new Lab(o.l, Math.cos(h) * o.c, Math.sin(h) * o.c, o.opacity);
}
define(Hcl, hcl$1, extend(Color, {
	brighter(k) {
		return new Hcl(this.h, this.c, this.l + K * (k == null ? 1 : k), this.opacity);
	},
	darker(k) {
		return new Hcl(this.h, this.c, this.l - K * (k == null ? 1 : k), this.opacity);
	},
	rgb() {
		return hcl2lab(this).rgb();
	}
}));
var A = -.14861;
var B = 1.78277;
var C = -.29227;
var D = -.90649;
var E = 1.97294;
var ED = E * D;
var EB = E * B;
var BC_DA = B * C - D * A;
function cubehelixConvert(o) {
	if (o instanceof Cubehelix) return new Cubehelix(o.h, o.s, o.l, o.opacity);
	if (!(o instanceof Rgb)) o = rgbConvert(o);
	var r = o.r / 255, g = o.g / 255, b = o.b / 255, l = (BC_DA * b + ED * r - EB * g) / (BC_DA + ED - EB), bl = b - l, k = (E * (g - l) - C * bl) / D, s = Math.sqrt(k * k + bl * bl) / (E * l * (1 - l)), h = s ? Math.atan2(k, bl) * degrees$1 - 120 : NaN;
	return new Cubehelix(h < 0 ? h + 360 : h, s, l, o.opacity);
}
function cubehelix$1(h, s, l, opacity) {
	return arguments.length === 1 ? cubehelixConvert(h) : new Cubehelix(h, s, l, opacity == null ? 1 : opacity);
}
function Cubehelix(h, s, l, opacity) {
	this.h = +h;
	this.s = +s;
	this.l = +l;
	this.opacity = +opacity;
}
define(Cubehelix, cubehelix$1, extend(Color, {
	brighter(k) {
		k = k == null ? brighter : Math.pow(brighter, k);
		return new Cubehelix(this.h, this.s, this.l * k, this.opacity);
	},
	darker(k) {
		k = k == null ? darker : Math.pow(darker, k);
		return new Cubehelix(this.h, this.s, this.l * k, this.opacity);
	},
	rgb() {
		var h = isNaN(this.h) ? 0 : (this.h + 120) * radians, l = +this.l, a = isNaN(this.s) ? 0 : this.s * l * (1 - l), cosh = Math.cos(h), sinh = Math.sin(h);
		return new Rgb(255 * (l + a * (A * cosh + B * sinh)), 255 * (l + a * (C * cosh + D * sinh)), 255 * (l + a * (E * cosh)), this.opacity);
	}
}));

// node_modules/d3-interpolate/dist/d3-interpolate.mjs
function basis(t1, v0, v1, v2, v3) {
	var t2 = t1 * t1, t3 = t2 * t1;
	return ((1 - 3 * t1 + 3 * t2 - t3) * v0 + (4 - 6 * t2 + 3 * t3) * v1 + (1 + 3 * t1 + 3 * t2 - 3 * t3) * v2 + t3 * v3) / 6;
}
function basis$1(values) {
	var n = values.length - 1;
	return function(t) {
		var i = t <= 0 ? t = 0 : t >= 1 ? (t = 1, n - 1) : Math.floor(t * n), v1 = values[i], v2 = values[i + 1], v0 = i > 0 ? values[i - 1] : 2 * v1 - v2, v3 = i < n - 1 ? values[i + 2] : 2 * v2 - v1;
		return basis((t - i / n) * n, v0, v1, v2, v3);
	};
}
function basisClosed(values) {
	var n = values.length;
	return function(t) {
		var i = Math.floor(((t %= 1) < 0 ? ++t : t) * n), v0 = values[(i + n - 1) % n], v1 = values[i % n], v2 = values[(i + 1) % n], v3 = values[(i + 2) % n];
		return basis((t - i / n) * n, v0, v1, v2, v3);
	};
}
var constant = (x) => () => x;
function linear(a, d) {
	return function(t) {
		return a + t * d;
	};
}
function exponential(a, b, y) {
	return a = Math.pow(a, y), b = Math.pow(b, y) - a, y = 1 / y, function(t) {
		return Math.pow(a + t * b, y);
	};
}
function hue$1(a, b) {
	var d = b - a;
	return d ? linear(a, d > 180 || d < -180 ? d - 360 * Math.round(d / 360) : d) : constant(isNaN(a) ? b : a);
}
function gamma(y) {
	return (y = +y) === 1 ? nogamma : function(a, b) {
		return b - a ? exponential(a, b, y) : constant(isNaN(a) ? b : a);
	};
}
function nogamma(a, b) {
	var d = b - a;
	return d ? linear(a, d) : constant(isNaN(a) ? b : a);
}
var rgb = (function rgbGamma(y) {
	var color = gamma(y);
	function rgb(start, end) {
		var r = color((start = rgb$1(start)).r, (end = rgb$1(end)).r), g = color(start.g, end.g), b = color(start.b, end.b), opacity = nogamma(start.opacity, end.opacity);
		return function(t) {
			start.r = r(t);
			start.g = g(t);
			start.b = b(t);
			start.opacity = opacity(t);
			return start + "";
		};
	}
	rgb.gamma = rgbGamma;
	return rgb;
})(1);
function rgbSpline(spline) {
	return function(colors) {
		var n = colors.length, r = new Array(n), g = new Array(n), b = new Array(n), i = 0, color;
		for (; i < n; ++i) {
			color = rgb$1(colors[i]);
			r[i] = color.r || 0;
			g[i] = color.g || 0;
			b[i] = color.b || 0;
		}
		r = spline(r);
		g = spline(g);
		b = spline(b);
		color.opacity = 1;
		return function(t) {
			color.r = r(t);
			color.g = g(t);
			color.b = b(t);
			return color + "";
		};
	};
}
var rgbBasis = rgbSpline(basis$1);
var rgbBasisClosed = rgbSpline(basisClosed);
function numberArray(a, b) {
	if (!b) b = [];
	var n = a ? Math.min(b.length, a.length) : 0, c = b.slice(), i;
	return function(t) {
		for (i = 0; i < n; ++i) c[i] = a[i] * (1 - t) + b[i] * t;
		return c;
	};
}
function isNumberArray(x) {
	return ArrayBuffer.isView(x) && !(x instanceof DataView);
}
function genericArray(a, b) {
	var nb = b ? b.length : 0, na = a ? Math.min(nb, a.length) : 0, x = new Array(na), c = new Array(nb), i = 0;
	for (; i < na; ++i) x[i] = value(a[i], b[i]);
	for (; i < nb; ++i) c[i] = b[i];
	return function(t) {
		for (i = 0; i < na; ++i) c[i] = x[i](t);
		return c;
	};
}
function date$1(a, b) {
	var d = /* @__PURE__ */ new Date();
	return a = +a, b = +b, function(t) {
		return d.setTime(a * (1 - t) + b * t), d;
	};
}
function number$2(a, b) {
	return a = +a, b = +b, function(t) {
		return a * (1 - t) + b * t;
	};
}
function object(a, b) {
	var i = {}, c = {}, k;
	if (a === null || typeof a !== "object") a = {};
	if (b === null || typeof b !== "object") b = {};
	for (k in b) if (k in a) i[k] = value(a[k], b[k]);
	else c[k] = b[k];
	return function(t) {
		for (k in i) c[k] = i[k](t);
		return c;
	};
}
var reA = /[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g;
var reB = new RegExp(reA.source, "g");
function zero(b) {
	return function() {
		return b;
	};
}
function one(b) {
	return function(t) {
		return b(t) + "";
	};
}
function string(a, b) {
	var bi = reA.lastIndex = reB.lastIndex = 0, am, bm, bs, i = -1, s = [], q = [];
	a = a + "", b = b + "";
	while ((am = reA.exec(a)) && (bm = reB.exec(b))) {
		if ((bs = bm.index) > bi) {
			bs = b.slice(bi, bs);
			if (s[i]) s[i] += bs;
			else s[++i] = bs;
		}
		if ((am = am[0]) === (bm = bm[0])) {
			if (s[i]) s[i] += bm;
			else s[++i] = bm;
		} else {
			s[++i] = null;
			q.push({
				i,
				x: number$2(am, bm)
			});
		}
		bi = reB.lastIndex;
	}
	if (bi < b.length) {
		bs = b.slice(bi);
		if (s[i]) s[i] += bs;
		else s[++i] = bs;
	}
	return s.length < 2 ? q[0] ? one(q[0].x) : zero(b) : (b = q.length, function(t) {
		for (var i = 0, o; i < b; ++i) s[(o = q[i]).i] = o.x(t);
		return s.join("");
	});
}
function value(a, b) {
	var t = typeof b, c;
	return b == null || t === "boolean" ? constant(b) : (t === "number" ? number$2 : t === "string" ? (c = color(b)) ? (b = c, rgb) : string : b instanceof color ? rgb : b instanceof Date ? date$1 : isNumberArray(b) ? numberArray : Array.isArray(b) ? genericArray : typeof b.valueOf !== "function" && typeof b.toString !== "function" || isNaN(b) ? object : number$2)(a, b);
}
function round$1(a, b) {
	return a = +a, b = +b, function(t) {
		return Math.round(a * (1 - t) + b * t);
	};
}
var degrees = 180 / Math.PI;
var identity = {
	translateX: 0,
	translateY: 0,
	rotate: 0,
	skewX: 0,
	scaleX: 1,
	scaleY: 1
};
function decompose(a, b, c, d, e, f) {
	var scaleX, scaleY, skewX;
	if (scaleX = Math.sqrt(a * a + b * b)) a /= scaleX, b /= scaleX;
	if (skewX = a * c + b * d) c -= a * skewX, d -= b * skewX;
	if (scaleY = Math.sqrt(c * c + d * d)) c /= scaleY, d /= scaleY, skewX /= scaleY;
	if (a * d < b * c) a = -a, b = -b, skewX = -skewX, scaleX = -scaleX;
	return {
		translateX: e,
		translateY: f,
		rotate: Math.atan2(b, a) * degrees,
		skewX: Math.atan(skewX) * degrees,
		scaleX,
		scaleY
	};
}
var svgNode;
function parseCss(value) {
	const m = new (typeof DOMMatrix === "function" ? DOMMatrix : WebKitCSSMatrix)(value + "");
	return m.isIdentity ? identity : decompose(m.a, m.b, m.c, m.d, m.e, m.f);
}
function parseSvg(value) {
	if (value == null) return identity;
	if (!svgNode) svgNode = document.createElementNS("http://www.w3.org/2000/svg", "g");
	svgNode.setAttribute("transform", value);
	if (!(value = svgNode.transform.baseVal.consolidate())) return identity;
	value = value.matrix;
	return decompose(value.a, value.b, value.c, value.d, value.e, value.f);
}
function interpolateTransform(parse, pxComma, pxParen, degParen) {
	function pop(s) {
		return s.length ? s.pop() + " " : "";
	}
	function translate(xa, ya, xb, yb, s, q) {
		if (xa !== xb || ya !== yb) {
			var i = s.push("translate(", null, pxComma, null, pxParen);
			q.push({
				i: i - 4,
				x: number$2(xa, xb)
			}, {
				i: i - 2,
				x: number$2(ya, yb)
			});
		} else if (xb || yb) s.push("translate(" + xb + pxComma + yb + pxParen);
	}
	function rotate(a, b, s, q) {
		if (a !== b) {
			if (a - b > 180) b += 360;
			else if (b - a > 180) a += 360;
			q.push({
				i: s.push(pop(s) + "rotate(", null, degParen) - 2,
				x: number$2(a, b)
			});
		} else if (b) s.push(pop(s) + "rotate(" + b + degParen);
	}
	function skewX(a, b, s, q) {
		if (a !== b) q.push({
			i: s.push(pop(s) + "skewX(", null, degParen) - 2,
			x: number$2(a, b)
		});
		else if (b) s.push(pop(s) + "skewX(" + b + degParen);
	}
	function scale(xa, ya, xb, yb, s, q) {
		if (xa !== xb || ya !== yb) {
			var i = s.push(pop(s) + "scale(", null, ",", null, ")");
			q.push({
				i: i - 4,
				x: number$2(xa, xb)
			}, {
				i: i - 2,
				x: number$2(ya, yb)
			});
		} else if (xb !== 1 || yb !== 1) s.push(pop(s) + "scale(" + xb + "," + yb + ")");
	}
	return function(a, b) {
		var s = [], q = [];
		a = parse(a), b = parse(b);
		translate(a.translateX, a.translateY, b.translateX, b.translateY, s, q);
		rotate(a.rotate, b.rotate, s, q);
		skewX(a.skewX, b.skewX, s, q);
		scale(a.scaleX, a.scaleY, b.scaleX, b.scaleY, s, q);
		a = b = null;
		return function(t) {
			var i = -1, n = q.length, o;
			while (++i < n) s[(o = q[i]).i] = o.x(t);
			return s.join("");
		};
	};
}
var interpolateTransformCss = interpolateTransform(parseCss, "px, ", "px)", "deg)");
var interpolateTransformSvg = interpolateTransform(parseSvg, ", ", ")", ")");
var epsilon2 = 1e-12;
function cosh(x) {
	return ((x = Math.exp(x)) + 1 / x) / 2;
}
function sinh(x) {
	return ((x = Math.exp(x)) - 1 / x) / 2;
}
function tanh(x) {
	return ((x = Math.exp(2 * x)) - 1) / (x + 1);
}
var zoom = (function zoomRho(rho, rho2, rho4) {
	function zoom(p0, p1) {
		var ux0 = p0[0], uy0 = p0[1], w0 = p0[2], ux1 = p1[0], uy1 = p1[1], w1 = p1[2], dx = ux1 - ux0, dy = uy1 - uy0, d2 = dx * dx + dy * dy, i, S;
		if (d2 < epsilon2) {
			S = Math.log(w1 / w0) / rho;
			i = function(t) {
				return [
					ux0 + t * dx,
					uy0 + t * dy,
					w0 * Math.exp(rho * t * S)
				];
			};
		} else {
			var d1 = Math.sqrt(d2), b0 = (w1 * w1 - w0 * w0 + rho4 * d2) / (2 * w0 * rho2 * d1), b1 = (w1 * w1 - w0 * w0 - rho4 * d2) / (2 * w1 * rho2 * d1), r0 = Math.log(Math.sqrt(b0 * b0 + 1) - b0);
			S = (Math.log(Math.sqrt(b1 * b1 + 1) - b1) - r0) / rho;
			i = function(t) {
				var s = t * S, coshr0 = cosh(r0), u = w0 / (rho2 * d1) * (coshr0 * tanh(rho * s + r0) - sinh(r0));
				return [
					ux0 + u * dx,
					uy0 + u * dy,
					w0 * coshr0 / cosh(rho * s + r0)
				];
			};
		}
		i.duration = Math.abs(S) * 1e3 * rho / Math.SQRT2;
		return i;
	}
	zoom.rho = function(_) {
		var _1 = Math.max(.001, +_), _2 = _1 * _1;
		return zoomRho(_1, _2, _2 * _2);
	};
	return zoom;
})(Math.SQRT2, 2, 4);
function hsl(hue) {
	return function(start, end) {
		var h = hue((start = hsl$1(start)).h, (end = hsl$1(end)).h), s = nogamma(start.s, end.s), l = nogamma(start.l, end.l), opacity = nogamma(start.opacity, end.opacity);
		return function(t) {
			start.h = h(t);
			start.s = s(t);
			start.l = l(t);
			start.opacity = opacity(t);
			return start + "";
		};
	};
}
var hsl_default = hsl(hue$1);
var hslLong = hsl(nogamma);
function hcl(hue) {
	return function(start, end) {
		var h = hue((start = hcl$1(start)).h, (end = hcl$1(end)).h), c = nogamma(start.c, end.c), l = nogamma(start.l, end.l), opacity = nogamma(start.opacity, end.opacity);
		return function(t) {
			start.h = h(t);
			start.c = c(t);
			start.l = l(t);
			start.opacity = opacity(t);
			return start + "";
		};
	};
}
var hcl_default = hcl(hue$1);
var hclLong = hcl(nogamma);
function cubehelix(hue) {
	return (function cubehelixGamma(y) {
		y = +y;
		function cubehelix(start, end) {
			var h = hue((start = cubehelix$1(start)).h, (end = cubehelix$1(end)).h), s = nogamma(start.s, end.s), l = nogamma(start.l, end.l), opacity = nogamma(start.opacity, end.opacity);
			return function(t) {
				start.h = h(t);
				start.s = s(t);
				start.l = l(Math.pow(t, y));
				start.opacity = opacity(t);
				return start + "";
			};
		}
		cubehelix.gamma = cubehelixGamma;
		return cubehelix;
	})(1);
}
var cubehelix_default = cubehelix(hue$1);
var cubehelixLong = cubehelix(nogamma);

// node_modules/d3-time/dist/d3-time.mjs
const t0 = /* @__PURE__ */ new Date();
const t1 = /* @__PURE__ */ new Date();
function timeInterval(floori, offseti, count, field) {
	function interval(date) {
		return floori(date = arguments.length === 0 ? /* @__PURE__ */ new Date() : /* @__PURE__ */ new Date(+date)), date;
	}
	interval.floor = (date) => {
		return floori(date = /* @__PURE__ */ new Date(+date)), date;
	};
	interval.ceil = (date) => {
		return floori(date = /* @__PURE__ */ new Date(date - 1)), offseti(date, 1), floori(date), date;
	};
	interval.round = (date) => {
		const d0 = interval(date), d1 = interval.ceil(date);
		return date - d0 < d1 - date ? d0 : d1;
	};
	interval.offset = (date, step) => {
		return offseti(date = /* @__PURE__ */ new Date(+date), step == null ? 1 : Math.floor(step)), date;
	};
	interval.range = (start, stop, step) => {
		const range = [];
		start = interval.ceil(start);
		step = step == null ? 1 : Math.floor(step);
		if (!(start < stop) || !(step > 0)) return range;
		let previous;
		do
			range.push(previous = /* @__PURE__ */ new Date(+start)), offseti(start, step), floori(start);
		while (previous < start && start < stop);
		return range;
	};
	interval.filter = (test) => {
		return timeInterval((date) => {
			if (date >= date) while (floori(date), !test(date)) date.setTime(date - 1);
		}, (date, step) => {
			if (date >= date) {
				if (step < 0) while (++step <= 0) while (offseti(date, -1), !test(date));
				else while (--step >= 0) while (offseti(date, 1), !test(date));
			}
		});
	};
	if (count) {
		interval.count = (start, end) => {
			t0.setTime(+start), t1.setTime(+end);
			floori(t0), floori(t1);
			return Math.floor(count(t0, t1));
		};
		interval.every = (step) => {
			step = Math.floor(step);
			return !isFinite(step) || !(step > 0) ? null : !(step > 1) ? interval : interval.filter(field ? (d) => field(d) % step === 0 : (d) => interval.count(0, d) % step === 0);
		};
	}
	return interval;
}
const millisecond = timeInterval(() => {}, (date, step) => {
	date.setTime(+date + step);
}, (start, end) => {
	return end - start;
});
millisecond.every = (k) => {
	k = Math.floor(k);
	if (!isFinite(k) || !(k > 0)) return null;
	if (!(k > 1)) return millisecond;
	return timeInterval((date) => {
		date.setTime(Math.floor(date / k) * k);
	}, (date, step) => {
		date.setTime(+date + step * k);
	}, (start, end) => {
		return (end - start) / k;
	});
};
const milliseconds = millisecond.range;
const durationSecond = 1e3;
const durationMinute = durationSecond * 60;
const durationHour = durationMinute * 60;
const durationDay = durationHour * 24;
const durationWeek = durationDay * 7;
const durationMonth = durationDay * 30;
const durationYear = durationDay * 365;
const second = timeInterval((date) => {
	date.setTime(date - date.getMilliseconds());
}, (date, step) => {
	date.setTime(+date + step * durationSecond);
}, (start, end) => {
	return (end - start) / durationSecond;
}, (date) => {
	return date.getUTCSeconds();
});
const seconds = second.range;
const timeMinute = timeInterval((date) => {
	date.setTime(date - date.getMilliseconds() - date.getSeconds() * durationSecond);
}, (date, step) => {
	date.setTime(+date + step * durationMinute);
}, (start, end) => {
	return (end - start) / durationMinute;
}, (date) => {
	return date.getMinutes();
});
const timeMinutes = timeMinute.range;
const utcMinute = timeInterval((date) => {
	date.setUTCSeconds(0, 0);
}, (date, step) => {
	date.setTime(+date + step * durationMinute);
}, (start, end) => {
	return (end - start) / durationMinute;
}, (date) => {
	return date.getUTCMinutes();
});
const utcMinutes = utcMinute.range;
const timeHour = timeInterval((date) => {
	date.setTime(date - date.getMilliseconds() - date.getSeconds() * durationSecond - date.getMinutes() * durationMinute);
}, (date, step) => {
	date.setTime(+date + step * durationHour);
}, (start, end) => {
	return (end - start) / durationHour;
}, (date) => {
	return date.getHours();
});
const timeHours = timeHour.range;
const utcHour = timeInterval((date) => {
	date.setUTCMinutes(0, 0, 0);
}, (date, step) => {
	date.setTime(+date + step * durationHour);
}, (start, end) => {
	return (end - start) / durationHour;
}, (date) => {
	return date.getUTCHours();
});
const utcHours = utcHour.range;
const timeDay = timeInterval((date) => date.setHours(0, 0, 0, 0), (date, step) => date.setDate(date.getDate() + step), (start, end) => (end - start - (end.getTimezoneOffset() - start.getTimezoneOffset()) * durationMinute) / durationDay, (date) => date.getDate() - 1);
const timeDays = timeDay.range;
const utcDay = timeInterval((date) => {
	date.setUTCHours(0, 0, 0, 0);
}, (date, step) => {
	date.setUTCDate(date.getUTCDate() + step);
}, (start, end) => {
	return (end - start) / durationDay;
}, (date) => {
	return date.getUTCDate() - 1;
});
const utcDays = utcDay.range;
const unixDay = timeInterval((date) => {
	date.setUTCHours(0, 0, 0, 0);
}, (date, step) => {
	date.setUTCDate(date.getUTCDate() + step);
}, (start, end) => {
	return (end - start) / durationDay;
}, (date) => {
	return Math.floor(date / durationDay);
});
const unixDays = unixDay.range;
function timeWeekday(i) {
	return timeInterval((date) => {
		date.setDate(date.getDate() - (date.getDay() + 7 - i) % 7);
		date.setHours(0, 0, 0, 0);
	}, (date, step) => {
		date.setDate(date.getDate() + step * 7);
	}, (start, end) => {
		return (end - start - (end.getTimezoneOffset() - start.getTimezoneOffset()) * durationMinute) / durationWeek;
	});
}
const timeSunday = timeWeekday(0);
const timeMonday = timeWeekday(1);
const timeTuesday = timeWeekday(2);
const timeWednesday = timeWeekday(3);
const timeThursday = timeWeekday(4);
const timeFriday = timeWeekday(5);
const timeSaturday = timeWeekday(6);
const timeSundays = timeSunday.range;
const timeMondays = timeMonday.range;
const timeTuesdays = timeTuesday.range;
const timeWednesdays = timeWednesday.range;
const timeThursdays = timeThursday.range;
const timeFridays = timeFriday.range;
const timeSaturdays = timeSaturday.range;
function utcWeekday(i) {
	return timeInterval((date) => {
		date.setUTCDate(date.getUTCDate() - (date.getUTCDay() + 7 - i) % 7);
		date.setUTCHours(0, 0, 0, 0);
	}, (date, step) => {
		date.setUTCDate(date.getUTCDate() + step * 7);
	}, (start, end) => {
		return (end - start) / durationWeek;
	});
}
const utcSunday = utcWeekday(0);
const utcMonday = utcWeekday(1);
const utcTuesday = utcWeekday(2);
const utcWednesday = utcWeekday(3);
const utcThursday = utcWeekday(4);
const utcFriday = utcWeekday(5);
const utcSaturday = utcWeekday(6);
const utcSundays = utcSunday.range;
const utcMondays = utcMonday.range;
const utcTuesdays = utcTuesday.range;
const utcWednesdays = utcWednesday.range;
const utcThursdays = utcThursday.range;
const utcFridays = utcFriday.range;
const utcSaturdays = utcSaturday.range;
const timeMonth = timeInterval((date) => {
	date.setDate(1);
	date.setHours(0, 0, 0, 0);
}, (date, step) => {
	date.setMonth(date.getMonth() + step);
}, (start, end) => {
	return end.getMonth() - start.getMonth() + (end.getFullYear() - start.getFullYear()) * 12;
}, (date) => {
	return date.getMonth();
});
const timeMonths = timeMonth.range;
const utcMonth = timeInterval((date) => {
	date.setUTCDate(1);
	date.setUTCHours(0, 0, 0, 0);
}, (date, step) => {
	date.setUTCMonth(date.getUTCMonth() + step);
}, (start, end) => {
	return end.getUTCMonth() - start.getUTCMonth() + (end.getUTCFullYear() - start.getUTCFullYear()) * 12;
}, (date) => {
	return date.getUTCMonth();
});
const utcMonths = utcMonth.range;
const timeYear = timeInterval((date) => {
	date.setMonth(0, 1);
	date.setHours(0, 0, 0, 0);
}, (date, step) => {
	date.setFullYear(date.getFullYear() + step);
}, (start, end) => {
	return end.getFullYear() - start.getFullYear();
}, (date) => {
	return date.getFullYear();
});
timeYear.every = (k) => {
	return !isFinite(k = Math.floor(k)) || !(k > 0) ? null : timeInterval((date) => {
		date.setFullYear(Math.floor(date.getFullYear() / k) * k);
		date.setMonth(0, 1);
		date.setHours(0, 0, 0, 0);
	}, (date, step) => {
		date.setFullYear(date.getFullYear() + step * k);
	});
};
const timeYears = timeYear.range;
const utcYear = timeInterval((date) => {
	date.setUTCMonth(0, 1);
	date.setUTCHours(0, 0, 0, 0);
}, (date, step) => {
	date.setUTCFullYear(date.getUTCFullYear() + step);
}, (start, end) => {
	return end.getUTCFullYear() - start.getUTCFullYear();
}, (date) => {
	return date.getUTCFullYear();
});
utcYear.every = (k) => {
	return !isFinite(k = Math.floor(k)) || !(k > 0) ? null : timeInterval((date) => {
		date.setUTCFullYear(Math.floor(date.getUTCFullYear() / k) * k);
		date.setUTCMonth(0, 1);
		date.setUTCHours(0, 0, 0, 0);
	}, (date, step) => {
		date.setUTCFullYear(date.getUTCFullYear() + step * k);
	});
};
const utcYears = utcYear.range;
function ticker(year, month, week, day, hour, minute) {
	const tickIntervals = [
		[
			second,
			1,
			durationSecond
		],
		[
			second,
			5,
			5 * durationSecond
		],
		[
			second,
			15,
			15 * durationSecond
		],
		[
			second,
			30,
			30 * durationSecond
		],
		[
			minute,
			1,
			durationMinute
		],
		[
			minute,
			5,
			5 * durationMinute
		],
		[
			minute,
			15,
			15 * durationMinute
		],
		[
			minute,
			30,
			30 * durationMinute
		],
		[
			hour,
			1,
			durationHour
		],
		[
			hour,
			3,
			3 * durationHour
		],
		[
			hour,
			6,
			6 * durationHour
		],
		[
			hour,
			12,
			12 * durationHour
		],
		[
			day,
			1,
			durationDay
		],
		[
			day,
			2,
			2 * durationDay
		],
		[
			week,
			1,
			durationWeek
		],
		[
			month,
			1,
			durationMonth
		],
		[
			month,
			3,
			3 * durationMonth
		],
		[
			year,
			1,
			durationYear
		]
	];
	function ticks(start, stop, count) {
		const reverse = stop < start;
		if (reverse) [start, stop] = [stop, start];
		const interval = count && typeof count.range === "function" ? count : tickInterval(start, stop, count);
		const ticks = interval ? interval.range(start, +stop + 1) : [];
		return reverse ? ticks.reverse() : ticks;
	}
	function tickInterval(start, stop, count) {
		const target = Math.abs(stop - start) / count;
		const i = bisector(([, , step]) => step).right(tickIntervals, target);
		if (i === tickIntervals.length) return year.every(tickStep(start / durationYear, stop / durationYear, count));
		if (i === 0) return millisecond.every(Math.max(tickStep(start, stop, count), 1));
		const [t, step] = tickIntervals[target / tickIntervals[i - 1][2] < tickIntervals[i][2] / target ? i - 1 : i];
		return t.every(step);
	}
	return [ticks, tickInterval];
}
const [utcTicks, utcTickInterval] = ticker(utcYear, utcMonth, utcSunday, unixDay, utcHour, utcMinute);
const [timeTicks, timeTickInterval] = ticker(timeYear, timeMonth, timeSunday, timeDay, timeHour, timeMinute);

// node_modules/d3-time-format/dist/d3-time-format.mjs
function localDate(d) {
	if (0 <= d.y && d.y < 100) {
		var date = new Date(-1, d.m, d.d, d.H, d.M, d.S, d.L);
		date.setFullYear(d.y);
		return date;
	}
	return new Date(d.y, d.m, d.d, d.H, d.M, d.S, d.L);
}
function utcDate(d) {
	if (0 <= d.y && d.y < 100) {
		var date = new Date(Date.UTC(-1, d.m, d.d, d.H, d.M, d.S, d.L));
		date.setUTCFullYear(d.y);
		return date;
	}
	return new Date(Date.UTC(d.y, d.m, d.d, d.H, d.M, d.S, d.L));
}
function newDate(y, m, d) {
	return {
		y,
		m,
		d,
		H: 0,
		M: 0,
		S: 0,
		L: 0
	};
}
function formatLocale(locale) {
	var locale_dateTime = locale.dateTime, locale_date = locale.date, locale_time = locale.time, locale_periods = locale.periods, locale_weekdays = locale.days, locale_shortWeekdays = locale.shortDays, locale_months = locale.months, locale_shortMonths = locale.shortMonths;
	var periodRe = formatRe(locale_periods), periodLookup = formatLookup(locale_periods), weekdayRe = formatRe(locale_weekdays), weekdayLookup = formatLookup(locale_weekdays), shortWeekdayRe = formatRe(locale_shortWeekdays), shortWeekdayLookup = formatLookup(locale_shortWeekdays), monthRe = formatRe(locale_months), monthLookup = formatLookup(locale_months), shortMonthRe = formatRe(locale_shortMonths), shortMonthLookup = formatLookup(locale_shortMonths);
	var formats = {
		"a": formatShortWeekday,
		"A": formatWeekday,
		"b": formatShortMonth,
		"B": formatMonth,
		"c": null,
		"d": formatDayOfMonth,
		"e": formatDayOfMonth,
		"f": formatMicroseconds,
		"g": formatYearISO,
		"G": formatFullYearISO,
		"H": formatHour24,
		"I": formatHour12,
		"j": formatDayOfYear,
		"L": formatMilliseconds,
		"m": formatMonthNumber,
		"M": formatMinutes,
		"p": formatPeriod,
		"q": formatQuarter,
		"Q": formatUnixTimestamp,
		"s": formatUnixTimestampSeconds,
		"S": formatSeconds,
		"u": formatWeekdayNumberMonday,
		"U": formatWeekNumberSunday,
		"V": formatWeekNumberISO,
		"w": formatWeekdayNumberSunday,
		"W": formatWeekNumberMonday,
		"x": null,
		"X": null,
		"y": formatYear,
		"Y": formatFullYear,
		"Z": formatZone,
		"%": formatLiteralPercent
	};
	var utcFormats = {
		"a": formatUTCShortWeekday,
		"A": formatUTCWeekday,
		"b": formatUTCShortMonth,
		"B": formatUTCMonth,
		"c": null,
		"d": formatUTCDayOfMonth,
		"e": formatUTCDayOfMonth,
		"f": formatUTCMicroseconds,
		"g": formatUTCYearISO,
		"G": formatUTCFullYearISO,
		"H": formatUTCHour24,
		"I": formatUTCHour12,
		"j": formatUTCDayOfYear,
		"L": formatUTCMilliseconds,
		"m": formatUTCMonthNumber,
		"M": formatUTCMinutes,
		"p": formatUTCPeriod,
		"q": formatUTCQuarter,
		"Q": formatUnixTimestamp,
		"s": formatUnixTimestampSeconds,
		"S": formatUTCSeconds,
		"u": formatUTCWeekdayNumberMonday,
		"U": formatUTCWeekNumberSunday,
		"V": formatUTCWeekNumberISO,
		"w": formatUTCWeekdayNumberSunday,
		"W": formatUTCWeekNumberMonday,
		"x": null,
		"X": null,
		"y": formatUTCYear,
		"Y": formatUTCFullYear,
		"Z": formatUTCZone,
		"%": formatLiteralPercent
	};
	var parses = {
		"a": parseShortWeekday,
		"A": parseWeekday,
		"b": parseShortMonth,
		"B": parseMonth,
		"c": parseLocaleDateTime,
		"d": parseDayOfMonth,
		"e": parseDayOfMonth,
		"f": parseMicroseconds,
		"g": parseYear,
		"G": parseFullYear,
		"H": parseHour24,
		"I": parseHour24,
		"j": parseDayOfYear,
		"L": parseMilliseconds,
		"m": parseMonthNumber,
		"M": parseMinutes,
		"p": parsePeriod,
		"q": parseQuarter,
		"Q": parseUnixTimestamp,
		"s": parseUnixTimestampSeconds,
		"S": parseSeconds,
		"u": parseWeekdayNumberMonday,
		"U": parseWeekNumberSunday,
		"V": parseWeekNumberISO,
		"w": parseWeekdayNumberSunday,
		"W": parseWeekNumberMonday,
		"x": parseLocaleDate,
		"X": parseLocaleTime,
		"y": parseYear,
		"Y": parseFullYear,
		"Z": parseZone,
		"%": parseLiteralPercent
	};
	formats.x = newFormat(locale_date, formats);
	formats.X = newFormat(locale_time, formats);
	formats.c = newFormat(locale_dateTime, formats);
	utcFormats.x = newFormat(locale_date, utcFormats);
	utcFormats.X = newFormat(locale_time, utcFormats);
	utcFormats.c = newFormat(locale_dateTime, utcFormats);
	function newFormat(specifier, formats) {
		return function(date) {
			var string = [], i = -1, j = 0, n = specifier.length, c, pad, format;
			if (!(date instanceof Date)) date = /* @__PURE__ */ new Date(+date);
			while (++i < n) if (specifier.charCodeAt(i) === 37) {
				string.push(specifier.slice(j, i));
				if ((pad = pads[c = specifier.charAt(++i)]) != null) c = specifier.charAt(++i);
				else pad = c === "e" ? " " : "0";
				if (format = formats[c]) c = format(date, pad);
				string.push(c);
				j = i + 1;
			}
			string.push(specifier.slice(j, i));
			return string.join("");
		};
	}
	function newParse(specifier, Z) {
		return function(string) {
			var d = newDate(1900, void 0, 1), i = parseSpecifier(d, specifier, string += "", 0), week, day;
			if (i != string.length) return null;
			if ("Q" in d) return new Date(d.Q);
			if ("s" in d) return new Date(d.s * 1e3 + ("L" in d ? d.L : 0));
			if (Z && !("Z" in d)) d.Z = 0;
			if ("p" in d) d.H = d.H % 12 + d.p * 12;
			if (d.m === void 0) d.m = "q" in d ? d.q : 0;
			if ("V" in d) {
				if (d.V < 1 || d.V > 53) return null;
				if (!("w" in d)) d.w = 1;
				if ("Z" in d) {
					week = utcDate(newDate(d.y, 0, 1)), day = week.getUTCDay();
					week = day > 4 || day === 0 ? utcMonday.ceil(week) : utcMonday(week);
					week = utcDay.offset(week, (d.V - 1) * 7);
					d.y = week.getUTCFullYear();
					d.m = week.getUTCMonth();
					d.d = week.getUTCDate() + (d.w + 6) % 7;
				} else {
					week = localDate(newDate(d.y, 0, 1)), day = week.getDay();
					week = day > 4 || day === 0 ? timeMonday.ceil(week) : timeMonday(week);
					week = timeDay.offset(week, (d.V - 1) * 7);
					d.y = week.getFullYear();
					d.m = week.getMonth();
					d.d = week.getDate() + (d.w + 6) % 7;
				}
			} else if ("W" in d || "U" in d) {
				if (!("w" in d)) d.w = "u" in d ? d.u % 7 : "W" in d ? 1 : 0;
				day = "Z" in d ? utcDate(newDate(d.y, 0, 1)).getUTCDay() : localDate(newDate(d.y, 0, 1)).getDay();
				d.m = 0;
				d.d = "W" in d ? (d.w + 6) % 7 + d.W * 7 - (day + 5) % 7 : d.w + d.U * 7 - (day + 6) % 7;
			}
			if ("Z" in d) {
				d.H += d.Z / 100 | 0;
				d.M += d.Z % 100;
				return utcDate(d);
			}
			return localDate(d);
		};
	}
	function parseSpecifier(d, specifier, string, j) {
		var i = 0, n = specifier.length, m = string.length, c, parse;
		while (i < n) {
			if (j >= m) return -1;
			c = specifier.charCodeAt(i++);
			if (c === 37) {
				c = specifier.charAt(i++);
				parse = parses[c in pads ? specifier.charAt(i++) : c];
				if (!parse || (j = parse(d, string, j)) < 0) return -1;
			} else if (c != string.charCodeAt(j++)) return -1;
		}
		return j;
	}
	function parsePeriod(d, string, i) {
		var n = periodRe.exec(string.slice(i));
		return n ? (d.p = periodLookup.get(n[0].toLowerCase()), i + n[0].length) : -1;
	}
	function parseShortWeekday(d, string, i) {
		var n = shortWeekdayRe.exec(string.slice(i));
		return n ? (d.w = shortWeekdayLookup.get(n[0].toLowerCase()), i + n[0].length) : -1;
	}
	function parseWeekday(d, string, i) {
		var n = weekdayRe.exec(string.slice(i));
		return n ? (d.w = weekdayLookup.get(n[0].toLowerCase()), i + n[0].length) : -1;
	}
	function parseShortMonth(d, string, i) {
		var n = shortMonthRe.exec(string.slice(i));
		return n ? (d.m = shortMonthLookup.get(n[0].toLowerCase()), i + n[0].length) : -1;
	}
	function parseMonth(d, string, i) {
		var n = monthRe.exec(string.slice(i));
		return n ? (d.m = monthLookup.get(n[0].toLowerCase()), i + n[0].length) : -1;
	}
	function parseLocaleDateTime(d, string, i) {
		return parseSpecifier(d, locale_dateTime, string, i);
	}
	function parseLocaleDate(d, string, i) {
		return parseSpecifier(d, locale_date, string, i);
	}
	function parseLocaleTime(d, string, i) {
		return parseSpecifier(d, locale_time, string, i);
	}
	function formatShortWeekday(d) {
		return locale_shortWeekdays[d.getDay()];
	}
	function formatWeekday(d) {
		return locale_weekdays[d.getDay()];
	}
	function formatShortMonth(d) {
		return locale_shortMonths[d.getMonth()];
	}
	function formatMonth(d) {
		return locale_months[d.getMonth()];
	}
	function formatPeriod(d) {
		return locale_periods[+(d.getHours() >= 12)];
	}
	function formatQuarter(d) {
		return 1 + ~~(d.getMonth() / 3);
	}
	function formatUTCShortWeekday(d) {
		return locale_shortWeekdays[d.getUTCDay()];
	}
	function formatUTCWeekday(d) {
		return locale_weekdays[d.getUTCDay()];
	}
	function formatUTCShortMonth(d) {
		return locale_shortMonths[d.getUTCMonth()];
	}
	function formatUTCMonth(d) {
		return locale_months[d.getUTCMonth()];
	}
	function formatUTCPeriod(d) {
		return locale_periods[+(d.getUTCHours() >= 12)];
	}
	function formatUTCQuarter(d) {
		return 1 + ~~(d.getUTCMonth() / 3);
	}
	return {
		format: function(specifier) {
			var f = newFormat(specifier += "", formats);
			f.toString = function() {
				return specifier;
			};
			return f;
		},
		parse: function(specifier) {
			var p = newParse(specifier += "", false);
			p.toString = function() {
				return specifier;
			};
			return p;
		},
		utcFormat: function(specifier) {
			var f = newFormat(specifier += "", utcFormats);
			f.toString = function() {
				return specifier;
			};
			return f;
		},
		utcParse: function(specifier) {
			var p = newParse(specifier += "", true);
			p.toString = function() {
				return specifier;
			};
			return p;
		}
	};
}
var pads = {
	"-": "",
	"_": " ",
	"0": "0"
};
var numberRe = /^\s*\d+/;
var percentRe = /^%/;
var requoteRe = /[\\^$*+?|[\]().{}]/g;
function pad(value, fill, width) {
	var sign = value < 0 ? "-" : "", string = (sign ? -value : value) + "", length = string.length;
	return sign + (length < width ? new Array(width - length + 1).join(fill) + string : string);
}
function requote(s) {
	return s.replace(requoteRe, "\\$&");
}
function formatRe(names) {
	return new RegExp("^(?:" + names.map(requote).join("|") + ")", "i");
}
function formatLookup(names) {
	return new Map(names.map((name, i) => [name.toLowerCase(), i]));
}
function parseWeekdayNumberSunday(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 1));
	return n ? (d.w = +n[0], i + n[0].length) : -1;
}
function parseWeekdayNumberMonday(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 1));
	return n ? (d.u = +n[0], i + n[0].length) : -1;
}
function parseWeekNumberSunday(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.U = +n[0], i + n[0].length) : -1;
}
function parseWeekNumberISO(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.V = +n[0], i + n[0].length) : -1;
}
function parseWeekNumberMonday(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.W = +n[0], i + n[0].length) : -1;
}
function parseFullYear(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 4));
	return n ? (d.y = +n[0], i + n[0].length) : -1;
}
function parseYear(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.y = +n[0] + (+n[0] > 68 ? 1900 : 2e3), i + n[0].length) : -1;
}
function parseZone(d, string, i) {
	var n = /^(Z)|([+-]\d\d)(?::?(\d\d))?/.exec(string.slice(i, i + 6));
	return n ? (d.Z = n[1] ? 0 : -(n[2] + (n[3] || "00")), i + n[0].length) : -1;
}
function parseQuarter(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 1));
	return n ? (d.q = n[0] * 3 - 3, i + n[0].length) : -1;
}
function parseMonthNumber(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.m = n[0] - 1, i + n[0].length) : -1;
}
function parseDayOfMonth(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.d = +n[0], i + n[0].length) : -1;
}
function parseDayOfYear(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 3));
	return n ? (d.m = 0, d.d = +n[0], i + n[0].length) : -1;
}
function parseHour24(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.H = +n[0], i + n[0].length) : -1;
}
function parseMinutes(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.M = +n[0], i + n[0].length) : -1;
}
function parseSeconds(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 2));
	return n ? (d.S = +n[0], i + n[0].length) : -1;
}
function parseMilliseconds(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 3));
	return n ? (d.L = +n[0], i + n[0].length) : -1;
}
function parseMicroseconds(d, string, i) {
	var n = numberRe.exec(string.slice(i, i + 6));
	return n ? (d.L = Math.floor(n[0] / 1e3), i + n[0].length) : -1;
}
function parseLiteralPercent(d, string, i) {
	var n = percentRe.exec(string.slice(i, i + 1));
	return n ? i + n[0].length : -1;
}
function parseUnixTimestamp(d, string, i) {
	var n = numberRe.exec(string.slice(i));
	return n ? (d.Q = +n[0], i + n[0].length) : -1;
}
function parseUnixTimestampSeconds(d, string, i) {
	var n = numberRe.exec(string.slice(i));
	return n ? (d.s = +n[0], i + n[0].length) : -1;
}
function formatDayOfMonth(d, p) {
	return pad(d.getDate(), p, 2);
}
function formatHour24(d, p) {
	return pad(d.getHours(), p, 2);
}
function formatHour12(d, p) {
	return pad(d.getHours() % 12 || 12, p, 2);
}
function formatDayOfYear(d, p) {
	return pad(1 + timeDay.count(timeYear(d), d), p, 3);
}
function formatMilliseconds(d, p) {
	return pad(d.getMilliseconds(), p, 3);
}
function formatMicroseconds(d, p) {
	return formatMilliseconds(d, p) + "000";
}
function formatMonthNumber(d, p) {
	return pad(d.getMonth() + 1, p, 2);
}
function formatMinutes(d, p) {
	return pad(d.getMinutes(), p, 2);
}
function formatSeconds(d, p) {
	return pad(d.getSeconds(), p, 2);
}
function formatWeekdayNumberMonday(d) {
	var day = d.getDay();
	return day === 0 ? 7 : day;
}
function formatWeekNumberSunday(d, p) {
	return pad(timeSunday.count(timeYear(d) - 1, d), p, 2);
}
function dISO(d) {
	var day = d.getDay();
	return day >= 4 || day === 0 ? timeThursday(d) : timeThursday.ceil(d);
}
function formatWeekNumberISO(d, p) {
	d = dISO(d);
	return pad(timeThursday.count(timeYear(d), d) + (timeYear(d).getDay() === 4), p, 2);
}
function formatWeekdayNumberSunday(d) {
	return d.getDay();
}
function formatWeekNumberMonday(d, p) {
	return pad(timeMonday.count(timeYear(d) - 1, d), p, 2);
}
function formatYear(d, p) {
	return pad(d.getFullYear() % 100, p, 2);
}
function formatYearISO(d, p) {
	d = dISO(d);
	return pad(d.getFullYear() % 100, p, 2);
}
function formatFullYear(d, p) {
	return pad(d.getFullYear() % 1e4, p, 4);
}
function formatFullYearISO(d, p) {
	var day = d.getDay();
	d = day >= 4 || day === 0 ? timeThursday(d) : timeThursday.ceil(d);
	return pad(d.getFullYear() % 1e4, p, 4);
}
function formatZone(d) {
	var z = d.getTimezoneOffset();
	return (z > 0 ? "-" : (z *= -1, "+")) + pad(z / 60 | 0, "0", 2) + pad(z % 60, "0", 2);
}
function formatUTCDayOfMonth(d, p) {
	return pad(d.getUTCDate(), p, 2);
}
function formatUTCHour24(d, p) {
	return pad(d.getUTCHours(), p, 2);
}
function formatUTCHour12(d, p) {
	return pad(d.getUTCHours() % 12 || 12, p, 2);
}
function formatUTCDayOfYear(d, p) {
	return pad(1 + utcDay.count(utcYear(d), d), p, 3);
}
function formatUTCMilliseconds(d, p) {
	return pad(d.getUTCMilliseconds(), p, 3);
}
function formatUTCMicroseconds(d, p) {
	return formatUTCMilliseconds(d, p) + "000";
}
function formatUTCMonthNumber(d, p) {
	return pad(d.getUTCMonth() + 1, p, 2);
}
function formatUTCMinutes(d, p) {
	return pad(d.getUTCMinutes(), p, 2);
}
function formatUTCSeconds(d, p) {
	return pad(d.getUTCSeconds(), p, 2);
}
function formatUTCWeekdayNumberMonday(d) {
	var dow = d.getUTCDay();
	return dow === 0 ? 7 : dow;
}
function formatUTCWeekNumberSunday(d, p) {
	return pad(utcSunday.count(utcYear(d) - 1, d), p, 2);
}
function UTCdISO(d) {
	var day = d.getUTCDay();
	return day >= 4 || day === 0 ? utcThursday(d) : utcThursday.ceil(d);
}
function formatUTCWeekNumberISO(d, p) {
	d = UTCdISO(d);
	return pad(utcThursday.count(utcYear(d), d) + (utcYear(d).getUTCDay() === 4), p, 2);
}
function formatUTCWeekdayNumberSunday(d) {
	return d.getUTCDay();
}
function formatUTCWeekNumberMonday(d, p) {
	return pad(utcMonday.count(utcYear(d) - 1, d), p, 2);
}
function formatUTCYear(d, p) {
	return pad(d.getUTCFullYear() % 100, p, 2);
}
function formatUTCYearISO(d, p) {
	d = UTCdISO(d);
	return pad(d.getUTCFullYear() % 100, p, 2);
}
function formatUTCFullYear(d, p) {
	return pad(d.getUTCFullYear() % 1e4, p, 4);
}
function formatUTCFullYearISO(d, p) {
	var day = d.getUTCDay();
	d = day >= 4 || day === 0 ? utcThursday(d) : utcThursday.ceil(d);
	return pad(d.getUTCFullYear() % 1e4, p, 4);
}
function formatUTCZone() {
	return "+0000";
}
function formatLiteralPercent() {
	return "%";
}
function formatUnixTimestamp(d) {
	return +d;
}
function formatUnixTimestampSeconds(d) {
	return Math.floor(+d / 1e3);
}
var locale;
var timeFormat;
var timeParse;
var utcFormat;
var utcParse;
defaultLocale({
	dateTime: "%x, %X",
	date: "%-m/%-d/%Y",
	time: "%-I:%M:%S %p",
	periods: ["AM", "PM"],
	days: [
		"Sunday",
		"Monday",
		"Tuesday",
		"Wednesday",
		"Thursday",
		"Friday",
		"Saturday"
	],
	shortDays: [
		"Sun",
		"Mon",
		"Tue",
		"Wed",
		"Thu",
		"Fri",
		"Sat"
	],
	months: [
		"January",
		"February",
		"March",
		"April",
		"May",
		"June",
		"July",
		"August",
		"September",
		"October",
		"November",
		"December"
	],
	shortMonths: [
		"Jan",
		"Feb",
		"Mar",
		"Apr",
		"May",
		"Jun",
		"Jul",
		"Aug",
		"Sep",
		"Oct",
		"Nov",
		"Dec"
	]
});
function defaultLocale(definition) {
	locale = formatLocale(definition);
	timeFormat = locale.format;
	timeParse = locale.parse;
	utcFormat = locale.utcFormat;
	utcParse = locale.utcParse;
	return locale;
}
var isoSpecifier = "%Y-%m-%dT%H:%M:%S.%LZ";
function formatIsoNative(date) {
	return date.toISOString();
}
var formatIso = Date.prototype.toISOString ? formatIsoNative : utcFormat(isoSpecifier);
function parseIsoNative(string) {
	var date = new Date(string);
	return isNaN(date) ? null : date;
}
var parseIso = +/* @__PURE__ */ new Date("2000-01-01T00:00:00.000Z") ? parseIsoNative : utcParse(isoSpecifier);

// node_modules/d3-scale/dist/d3-scale.mjs
function initRange(domain, range) {
	switch (arguments.length) {
		case 0: break;
		case 1:
			this.range(domain);
			break;
		default: this.range(range).domain(domain);
	}
	return this;
}
function constants(x) {
	return function() {
		return x;
	};
}
function number$1(x) {
	return +x;
}
var unit = [0, 1];
function identity$1(x) {
	return x;
}
function normalize(a, b) {
	return (b -= a = +a) ? function(x) {
		return (x - a) / b;
	} : constants(isNaN(b) ? NaN : .5);
}
function clamper(a, b) {
	var t;
	if (a > b) t = a, a = b, b = t;
	return function(x) {
		return Math.max(a, Math.min(b, x));
	};
}
function bimap(domain, range, interpolate) {
	var d0 = domain[0], d1 = domain[1], r0 = range[0], r1 = range[1];
	if (d1 < d0) d0 = normalize(d1, d0), r0 = interpolate(r1, r0);
	else d0 = normalize(d0, d1), r0 = interpolate(r0, r1);
	return function(x) {
		return r0(d0(x));
	};
}
function polymap(domain, range, interpolate) {
	var j = Math.min(domain.length, range.length) - 1, d = new Array(j), r = new Array(j), i = -1;
	if (domain[j] < domain[0]) {
		domain = domain.slice().reverse();
		range = range.slice().reverse();
	}
	while (++i < j) {
		d[i] = normalize(domain[i], domain[i + 1]);
		r[i] = interpolate(range[i], range[i + 1]);
	}
	return function(x) {
		var i = bisectRight(domain, x, 1, j) - 1;
		return r[i](d[i](x));
	};
}
function copy$1(source, target) {
	return target.domain(source.domain()).range(source.range()).interpolate(source.interpolate()).clamp(source.clamp()).unknown(source.unknown());
}
function transformer$2() {
	var domain = unit, range = unit, interpolate$1 = value, transform, untransform, unknown, clamp = identity$1, piecewise, output, input;
	function rescale() {
		var n = Math.min(domain.length, range.length);
		if (clamp !== identity$1) clamp = clamper(domain[0], domain[n - 1]);
		piecewise = n > 2 ? polymap : bimap;
		output = input = null;
		return scale;
	}
	function scale(x) {
		return x == null || isNaN(x = +x) ? unknown : (output || (output = piecewise(domain.map(transform), range, interpolate$1)))(transform(clamp(x)));
	}
	scale.invert = function(y) {
		return clamp(untransform((input || (input = piecewise(range, domain.map(transform), number$2)))(y)));
	};
	scale.domain = function(_) {
		return arguments.length ? (domain = Array.from(_, number$1), rescale()) : domain.slice();
	};
	scale.range = function(_) {
		return arguments.length ? (range = Array.from(_), rescale()) : range.slice();
	};
	scale.rangeRound = function(_) {
		return range = Array.from(_), interpolate$1 = round$1, rescale();
	};
	scale.clamp = function(_) {
		return arguments.length ? (clamp = _ ? true : identity$1, rescale()) : clamp !== identity$1;
	};
	scale.interpolate = function(_) {
		return arguments.length ? (interpolate$1 = _, rescale()) : interpolate$1;
	};
	scale.unknown = function(_) {
		return arguments.length ? (unknown = _, scale) : unknown;
	};
	return function(t, u) {
		transform = t, untransform = u;
		return rescale();
	};
}
function continuous() {
	return transformer$2()(identity$1, identity$1);
}
function nice(domain, interval) {
	domain = domain.slice();
	var i0 = 0, i1 = domain.length - 1, x0 = domain[i0], x1 = domain[i1], t;
	if (x1 < x0) {
		t = i0, i0 = i1, i1 = t;
		t = x0, x0 = x1, x1 = t;
	}
	domain[i0] = interval.floor(x0);
	domain[i1] = interval.ceil(x1);
	return domain;
}
function date(t) {
	return new Date(t);
}
function number(t) {
	return t instanceof Date ? +t : Math.round(t);
}
function calendar(ticks, tickInterval, year, month, week, day, hour, minute, second, format) {
	var scale = continuous(), invert = scale.invert, domain = scale.domain;
	var formatMillisecond = format(".%L"), formatSecond = format(":%S"), formatMinute = format("%I:%M"), formatHour = format("%I %p"), formatDay = format("%a %d"), formatWeek = format("%b %d"), formatMonth = format("%B"), formatYear = format("%Y");
	function tickFormat(date) {
		return (second(date) < date ? formatMillisecond : minute(date) < date ? formatSecond : hour(date) < date ? formatMinute : day(date) < date ? formatHour : month(date) < date ? week(date) < date ? formatDay : formatWeek : year(date) < date ? formatMonth : formatYear)(date);
	}
	scale.invert = function(y) {
		return new Date(Math.round(invert(y)));
	};
	scale.domain = function(_) {
		return arguments.length ? domain(Array.from(_, number)) : domain().map(date);
	};
	scale.ticks = function(interval) {
		var d = domain();
		return ticks(d[0], d[d.length - 1], interval == null ? 10 : interval);
	};
	scale.tickFormat = function(count, specifier) {
		return specifier == null ? tickFormat : format(specifier);
	};
	scale.nice = function(interval) {
		var d = domain();
		if (!interval || typeof interval.range !== "function") interval = tickInterval(d[0], d[d.length - 1], interval == null ? 10 : interval);
		return interval ? domain(nice(d, interval)) : scale;
	};
	scale.copy = function() {
		return copy$1(scale, calendar(ticks, tickInterval, year, month, week, day, hour, minute, second, format));
	};
	return scale;
}
function time() {
	return initRange.apply(calendar(timeTicks, timeTickInterval, timeYear, timeMonth, timeSunday, timeDay, timeHour, timeMinute, second, timeFormat).domain([new Date(2e3, 0, 1), new Date(2e3, 0, 2)]), arguments);
}
function utcTime() {
	return initRange.apply(calendar(utcTicks, utcTickInterval, utcYear, utcMonth, utcSunday, utcDay, utcHour, utcMinute, second, utcFormat).domain([Date.UTC(2e3, 0, 1), Date.UTC(2e3, 0, 2)]), arguments);
}

// src/page/time-scale.ts
const NARROWEST = .15;
function timeScale({ from, until, now, expected, whole }, zone) {
	const make = zone === "utc" ? utcTime : time;
	const domain = [from, Math.max(until, from + 1e3, expected?.at ?? 0, whole ?? 0)];
	const scale = make().domain(domain).range([0, 100]);
	const x = (at) => round(scale(at));
	return {
		x,
		span(from, to = until) {
			const left = x(from);
			return {
				x: `${left}%`,
				width: `${round(Math.max(NARROWEST, x(to) - left))}%`
			};
		},
		ticks: scale.ticks(6).map(Number),
		end: until,
		domain,
		...now !== void 0 && { now: x(now) },
		...expected && { expected: x(expected.at) },
		...whole !== void 0 && { moment: x(until) }
	};
}
function round(value) {
	return Math.round(value * 100) / 100;
}

// src/page/parts/strip.tsx
const HEIGHT = 48;
const bands = [
	{
		name: "new",
		words: "on the new version"
	},
	{
		name: "unknown",
		words: "part-way, not known"
	},
	{
		name: "old",
		words: "on what ran before"
	}
];
function Strip({ view }) {
	const versions = instanceVersions(view);
	const last = versions.counts.at(-1);
	const all = last ? last.new + last.old + last.unknown : 0;
	if (!last || all === 0) return null;
	const { x } = timeScale(view, "utc");
	const counts = [...drawn(versions.counts, x), {
		...last,
		at: view.until
	}];
	return /* @__PURE__ */ a$1("section", {
		class: "strip",
		"aria-labelledby": "instances",
		children: [
			/* @__PURE__ */ a$1("h2", {
				id: "instances",
				children: "Instances"
			}),
			/* @__PURE__ */ a$1("div", {
				class: "row",
				children: [
					/* @__PURE__ */ a$1("span", {
						class: "label",
						children: [(require_quantities()).many(all, "instance"), " seen at work"]
					}),
					/* @__PURE__ */ a$1("svg", {
						viewBox: `0 0 100 ${HEIGHT}`,
						preserveAspectRatio: "none",
						width: "100%",
						height: HEIGHT,
						role: "img",
						"aria-label": textOf(last),
						children: bands.map(({ name }, index) => /* @__PURE__ */ a$1("path", {
							class: `on-${name}`,
							d: pathOf(counts, index, all, x)
						}, name))
					}),
					/* @__PURE__ */ a$1("ul", {
						class: "state",
						children: bands.map(({ name, words }) => /* @__PURE__ */ a$1("li", { children: [
							/* @__PURE__ */ a$1("svg", {
								width: "12",
								height: "12",
								"aria-hidden": "true",
								children: /* @__PURE__ */ a$1("rect", {
									class: `on-${name}`,
									width: "12",
									height: "12"
								})
							}),
							" ",
							last[name],
							" ",
							words
						] }, name))
					})
				]
			}),
			/* @__PURE__ */ a$1(Exposure, { versions })
		]
	});
}
function Exposure({ versions: { exposed, exposureMs } }) {
	if (exposed === 0) return null;
	return /* @__PURE__ */ a$1("p", { children: [
		/* @__PURE__ */ a$1("strong", { children: [(exposureMs / 6e4).toFixed(1), " instance-minutes"] }),
		" on a version that was taken back, or part-way to it: ",
		(require_quantities()).many(exposed, "instance"),
		",",
		" ",
		(require_quantities()).duration(exposureMs / exposed / 1e3),
		" each on average."
	] });
}
const STEPS = 200;
function drawn(counts, x) {
	return [...new Map(counts.map((count) => [Math.round(x(count.at) / 100 * STEPS), count])).values()];
}
function pathOf(counts, band, all, x) {
	const below = bands.slice(band + 1).map(({ name }) => name);
	const height = (value) => HEIGHT - value / all * HEIGHT;
	const sum = (count, names) => names.reduce((total, name) => total + count[name], 0);
	return area().x(({ at }) => x(at)).y0((count) => height(sum(count, below))).y1((count) => height(sum(count, [...below, bands[band].name]))).curve(stepAfter).digits(1)([...counts]) ?? "";
}
function textOf(last) {
	return `at the end: ${bands.map(({ name, words }) => `${last[name]} ${words}`).join(", ")}`;
}

// src/page/fold-rows.ts
const FOLD_FROM$1 = 13;
const LEAST = 6;
function foldRows(tracks) {
	if (tracks.length < FOLD_FROM$1) return {
		rows: [...tracks],
		folded: []
	};
	const groups = /* @__PURE__ */ new Map();
	for (const track of tracks) {
		const { standing, text, version } = cellOf(track);
		if (standing === "bad" || standing === "busy") continue;
		const name = JSON.stringify([text, version]);
		const group = groups.get(name) ?? {
			text,
			version,
			tracks: []
		};
		group.tracks.push(track);
		groups.set(name, group);
	}
	const folded = [...groups.values()].filter((group) => group.tracks.length >= LEAST);
	const hidden = new Set(folded.flatMap((group) => group.tracks));
	return {
		rows: tracks.filter((track) => !hidden.has(track)),
		folded
	};
}

// src/page/parts/bars.tsx
function Bars$1({ segments, scale, label }) {
	return /* @__PURE__ */ a$1("svg", {
		class: "bars",
		role: "img",
		"aria-label": label,
		height: "18",
		width: "100%",
		children: [segments.map(({ kind, from, to, text }) => /* @__PURE__ */ a$1("rect", {
			class: kind,
			y: "2",
			height: "14",
			...scale.span(from, to),
			children: text === void 0 ? null : /* @__PURE__ */ a$1("title", { children: text })
		}, from)), /* @__PURE__ */ a$1(Moments, { scale })]
	});
}
const moments = [
	"now",
	"expected",
	"moment"
];
function Moments({ scale }) {
	return /* @__PURE__ */ a$1($$1, { children: moments.map((name) => {
		const x = scale[name];
		return x === void 0 ? null : /* @__PURE__ */ a$1("line", {
			class: name,
			x1: `${x}%`,
			x2: `${x}%`,
			y1: "0",
			y2: "100%"
		}, name);
	}) });
}

// src/page/parts/axis.tsx
function Axis({ scale, zone }) {
	return /* @__PURE__ */ a$1("div", {
		class: "row axis",
		"aria-hidden": "true",
		children: [
			/* @__PURE__ */ a$1("span", {
				class: "label",
				children: zone === "utc" ? "UTC" : "your time"
			}),
			/* @__PURE__ */ a$1("svg", {
				height: "18",
				width: "100%",
				"aria-hidden": "true",
				children: [apart(scale).map((at) => /* @__PURE__ */ a$1("text", {
					x: `${scale.x(at)}%`,
					y: "13",
					"text-anchor": scale.x(at) < EDGE ? "start" : "middle",
					children: timeText(at, zone)
				}, at)), /* @__PURE__ */ a$1(Moments, { scale })]
			}),
			/* @__PURE__ */ a$1("span", { class: "state" })
		]
	});
}
const ROOM = 9;
const EDGE = 4.5;
function apart({ ticks, x }) {
	const kept = [];
	for (const at of ticks) {
		const before = kept.at(-1);
		if ((before === void 0 || x(at) - Math.max(EDGE, x(before)) >= ROOM) && x(at) <= 95.5) kept.push(at);
	}
	return kept;
}

// src/page/parts/folded.tsx
const LEAST_HEIGHT = 18;
const MOST_HEIGHT = 110;
function Folded({ of: { text, version, tracks }, scale, palette, children }) {
	const [first] = tracks;
	const height = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, tracks.length));
	return /* @__PURE__ */ a$1("details", {
		class: "folded",
		children: [/* @__PURE__ */ a$1("summary", {
			class: "row",
			children: [
				/* @__PURE__ */ a$1("span", {
					class: "label",
					children: [(require_quantities()).many(tracks.length, "destination"), " the same"]
				}),
				/* @__PURE__ */ a$1("svg", {
					class: "bars",
					viewBox: `0 0 10000 ${tracks.length}`,
					preserveAspectRatio: "none",
					height,
					width: "100%",
					"aria-hidden": "true",
					children: pathsOf(tracks, scale).map(([kind, d]) => /* @__PURE__ */ a$1("path", {
						class: kind,
						d
					}, kind))
				}),
				/* @__PURE__ */ a$1("span", {
					class: "state",
					children: [
						first ? /* @__PURE__ */ a$1(Sign, { of: cellOf(first).standing }) : null,
						" ",
						/* @__PURE__ */ a$1(Words, {
							of: text,
							most: 120
						}),
						" ",
						version === "" ? null : /* @__PURE__ */ a$1(VersionLabel, {
							version,
							palette
						})
					]
				})
			]
		}), children]
	});
}
function pathsOf(tracks, scale) {
	const paths = /* @__PURE__ */ new Map();
	for (const [row, { segments }] of tracks.entries()) for (const { kind, from, to } of segments) {
		const left = Math.round(scale.x(from) * 100);
		const width = Math.max(10, Math.round(scale.x(to ?? scale.end) * 100) - left);
		paths.set(kind, `${paths.get(kind) ?? ""}M${left} ${row}h${width}v1h${-width}z`);
	}
	return [...paths];
}

// src/page/parts/lanes.tsx
function Lanes({ track, scale, zone }) {
	return /* @__PURE__ */ a$1("ul", {
		class: "lanes",
		"aria-label": `instances of ${track.view.label.id}`,
		children: [...track.lanes.values()].map((lane) => /* @__PURE__ */ a$1("li", {
			class: "row lane",
			children: [
				/* @__PURE__ */ a$1("span", {
					class: "label",
					children: /* @__PURE__ */ a$1(Words, {
						of: lane.instance,
						most: 120
					})
				}),
				/* @__PURE__ */ a$1("svg", {
					class: "bars",
					role: "img",
					"aria-label": laneText(lane),
					height: "12",
					width: "100%",
					children: lane.spans.map((span) => /* @__PURE__ */ a$1("rect", {
						class: classOf(span),
						y: "1",
						height: "10",
						...scale.span(span.from, span.to),
						children: /* @__PURE__ */ a$1("title", { children: spanTitle(span, zone) })
					}, `${span.role} ${span.event}`))
				}),
				/* @__PURE__ */ a$1("span", {
					class: "state",
					children: /* @__PURE__ */ a$1(Words, {
						of: lastText(lane),
						most: 80
					})
				})
			]
		}, lane.instance))
	});
}
function classOf({ status, role, event }) {
	if (status === "Failed") return "failed";
	if (role === "rollback") return "rolling-back";
	return hooks.has(event) ? "hook" : "deploying";
}
const hooks = /* @__PURE__ */ new Set([
	"ApplicationStop",
	"BeforeInstall",
	"AfterInstall",
	"ApplicationStart",
	"ValidateService"
]);
function spanTitle({ event, status, role, from, to }, zone) {
	const time = to === void 0 ? "" : `, ${(require_quantities()).duration((to - from) / 1e3)}`;
	return `${role === "deployment" ? "" : `${role}: `}${event} ${status}, ${timeText(from, zone)}${time}`;
}
function lastText({ spans }) {
	const last = spans.find(({ status }) => status === "Failed") ?? spans.at(-1);
	return last ? `${last.role === "rollback" ? "rollback: " : ""}${last.event} ${last.status}` : "";
}
function laneText({ spans }) {
	return spans.map(({ event, status, role }) => `${role === "rollback" ? "rollback " : ""}${event} ${status}`).join(", ");
}

// src/page/parts/segment-words.ts
const segmentWords = {
	preparing: "the run itself",
	waiting: "waiting",
	creating: "creating",
	deploying: "instances at work",
	verifying: "verifying",
	baking: "baking",
	stopping: "stopping",
	"rolling-back": "rolling back"
};
function segmentsText({ segments }) {
	const parts = segments.map(({ kind, from, to }) => {
		const time = to === void 0 ? "goes on" : (require_quantities()).duration((to - from) / 1e3);
		return `${segmentWords[kind]} ${time}`;
	});
	return parts.length === 0 ? "not begun" : parts.join(", ");
}
function stepsText(steps) {
	return steps.map(({ text, from, to }) => `${text}${to === void 0 ? "" : ` ${(require_quantities()).duration((to - from) / 1e3)}`}`).join(", ");
}

// src/page/parts/legend.tsx
const lanes = {
	hook: "a script",
	deploying: "the agent\u2019s own work",
	failed: "failed"
};
function Legend({ tracks, hasLanes }) {
	const kinds = new Set(tracks.flatMap(({ segments }) => segments.map(({ kind }) => kind)));
	const shown = Object.entries(segmentWords).filter(([kind]) => kind === "preparing" || kinds.has(kind));
	return /* @__PURE__ */ a$1("ul", {
		class: "legend",
		children: [shown.map(([kind, words]) => /* @__PURE__ */ a$1(Entry, {
			kind,
			words
		}, kind)), hasLanes ? /* @__PURE__ */ a$1("li", {
			class: "of-lanes",
			children: [
				"of an instance:",
				" ",
				/* @__PURE__ */ a$1("ul", { children: Object.entries(lanes).map(([kind, words]) => /* @__PURE__ */ a$1(Entry, {
					kind,
					words
				}, kind)) })
			]
		}) : null]
	});
}
function Entry({ kind, words }) {
	return /* @__PURE__ */ a$1("li", { children: [
		/* @__PURE__ */ a$1("svg", {
			width: "22",
			height: "14",
			"aria-hidden": "true",
			children: /* @__PURE__ */ a$1("rect", {
				class: kind,
				x: "0",
				y: "1",
				width: "22",
				height: "12"
			})
		}),
		" ",
		words
	] });
}

// src/page/parts/timeline.tsx
function Timeline(props) {
	const { view, palette, zone, scrub, open, toggle, isShown } = props;
	const scale = timeScale(view, zone);
	const shown = view.tracks.filter((track) => isShown?.(track) ?? true);
	const reasons = reasonsOf(view);
	const row = (track) => {
		const { id } = track.view.label;
		return /* @__PURE__ */ a$1(Row$1, {
			track,
			scale,
			palette,
			zone,
			toggle,
			isOpen: open?.has(id),
			reason: reasons.get(id)
		}, id);
	};
	return /* @__PURE__ */ a$1("section", {
		class: "timeline",
		"aria-labelledby": "timeline",
		children: [
			/* @__PURE__ */ a$1("h2", {
				id: "timeline",
				children: "Timeline"
			}),
			/* @__PURE__ */ a$1(Legend, {
				tracks: shown,
				hasLanes: shown.some(({ view: { label } }) => open?.has(label.id))
			}),
			/* @__PURE__ */ a$1("div", {
				class: "times",
				children: [/* @__PURE__ */ a$1(Axis, {
					scale,
					zone
				}), scrub]
			}),
			/* @__PURE__ */ a$1("div", {
				class: "row run",
				children: [
					/* @__PURE__ */ a$1("span", {
						class: "label",
						children: "the run"
					}),
					/* @__PURE__ */ a$1(Bars$1, {
						segments: view.steps,
						scale,
						label: stepsText(view.steps)
					}),
					/* @__PURE__ */ a$1("span", {
						class: "state",
						children: /* @__PURE__ */ a$1(Words, {
							of: view.facts.finished ? "" : view.steps.at(-1)?.text ?? "",
							most: 80
						})
					})
				]
			}),
			shown.length === 0 && view.tracks.length > 0 ? /* @__PURE__ */ a$1("p", {
				class: "none",
				children: "no destination is like that"
			}) : null,
			view.waves.map(({ name }) => /* @__PURE__ */ a$1(Wave, {
				name,
				scale,
				palette,
				row,
				tracks: shown.filter((track) => track.wave === name)
			}, name))
		]
	});
}
function Wave({ name, tracks, scale, palette, row }) {
	if (tracks.length === 0) return null;
	const { rows, folded } = foldRows(tracks);
	return /* @__PURE__ */ a$1("section", {
		class: "wave",
		"aria-label": `wave ${name}`,
		children: [
			/* @__PURE__ */ a$1("h3", { children: ["wave ", /* @__PURE__ */ a$1(Words, {
				of: name,
				most: 80
			})] }),
			rows.map(row),
			folded.map((group) => /* @__PURE__ */ a$1(Folded, {
				of: group,
				scale,
				palette,
				children: group.tracks.map(row)
			}, `${group.text} ${group.version}`))
		]
	});
}
function reasonsOf(view) {
	return new Map(collapsedCauses(view).flatMap(({ places }, index) => places.map(({ destination }) => [destination, causeAnchor(index)])));
}
function Row$1({ track, scale, palette, zone, isOpen = false, toggle, reason }) {
	const { id } = track.view.label;
	const { standing, text, version } = cellOf(track);
	const name = /* @__PURE__ */ a$1(Words, {
		of: id,
		most: 200
	});
	const canOpen = toggle && track.lanes.size > 0;
	return /* @__PURE__ */ a$1($$1, { children: [/* @__PURE__ */ a$1("div", {
		class: `row ${standing}`,
		id: anchorOf(id),
		children: [
			/* @__PURE__ */ a$1("span", {
				class: "label",
				children: canOpen ? /* @__PURE__ */ a$1("button", {
					type: "button",
					"aria-expanded": isOpen,
					onClick: () => toggle(id),
					children: name
				}) : name
			}),
			/* @__PURE__ */ a$1(Bars$1, {
				segments: track.segments,
				scale,
				label: segmentsText(track)
			}),
			/* @__PURE__ */ a$1("span", {
				class: "state",
				children: [
					/* @__PURE__ */ a$1(Sign, { of: standing }),
					" ",
					reason === void 0 ? /* @__PURE__ */ a$1(Words, {
						of: text,
						most: 120
					}) : /* @__PURE__ */ a$1("a", {
						href: `#${reason}`,
						children: /* @__PURE__ */ a$1(Words, {
							of: text,
							most: 120
						})
					}),
					" ",
					version === "" ? null : /* @__PURE__ */ a$1(VersionLabel, {
						version,
						palette
					})
				]
			})
		]
	}), canOpen && isOpen ? /* @__PURE__ */ a$1(Lanes, {
		track,
		scale,
		zone
	}) : null] });
}

// src/page/track.ts
function newTrack(label, wave) {
	return {
		view: (require_phase()).newDestination(label),
		wave,
		segments: [],
		lanes: /* @__PURE__ */ new Map()
	};
}
function follow(track, event) {
	const before = track.view.state;
	track.view = (require_phase()).advanceDestination(track.view, event);
	const { state } = track.view;
	if (state !== before) {
		close(track.segments, event.at);
		const kind = segmentOf[state];
		if (kind) track.segments.push({
			kind,
			from: event.at
		});
	}
	if (event.kind === "creating") {
		track.marker ??= event.marker;
		if (event.before !== void 0) track.before ??= event.before;
	}
	if (event.kind === "instance") followInstance(track, event);
	if (event.kind === "finished") for (const { spans } of track.lanes.values()) close(spans, event.at);
}
function close(segments, at) {
	const last = segments.at(-1);
	if (last && last.to === void 0) last.to = at;
}
const segmentOf = {
	waiting: "waiting",
	creating: "creating",
	deploying: "deploying",
	deployed: "verifying",
	stopping: "stopping",
	"rolling-back": "rolling-back"
};
const underWay = /* @__PURE__ */ new Set([
	"Pending",
	"InProgress",
	"Ready"
]);
function followInstance(track, event) {
	const lane = track.lanes.get(event.instance) ?? {
		instance: event.instance,
		spans: []
	};
	track.lanes.set(event.instance, lane);
	const known = lane.spans.find((span) => span.event === event.event && span.role === event.role);
	const span = known ?? {
		event: event.event,
		role: event.role,
		status: event.status,
		from: underWay.has(event.status) ? event.at : lane.spans.at(-1)?.to ?? event.at
	};
	if (!known) lane.spans.push(span);
	span.status = event.status;
	if (!underWay.has(event.status)) span.to = event.at;
}

// src/page/run-view.ts
function versionsOf({ facts, tracks }) {
	const before = tracks.flatMap((track) => track.view.result?.before ?? track.before ?? []);
	const to = facts.bundle?.version ?? tracks[0]?.view.result?.version;
	return {
		before: [...new Set(before)],
		...(require_defined()).defined({ to })
	};
}
function runView(events, at = Number.POSITIVE_INFINITY) {
	const from = events[0]?.at ?? 0;
	const view = {
		facts: (require_facts()).noFacts,
		from,
		until: from,
		waves: [],
		tracks: [],
		gates: /* @__PURE__ */ new Map(),
		steps: []
	};
	const byId = /* @__PURE__ */ new Map();
	for (const event of events) {
		if (event.at > at) break;
		view.until = Math.max(view.until, event.at);
		view.facts = (require_facts()).gather(view.facts, event);
		takeStep(view, event);
		if (event.kind === "run-started") begin(view, event, byId);
		if (event.kind === "baking" || event.kind === "wave-finished") bake(view, event, byId);
		if (event.kind === "gate") {
			const { destination, gate } = event;
			view.gates.set(JSON.stringify([
				destination,
				gate.kind,
				gate.name
			]), {
				destination,
				gate
			});
		}
		if (event.kind === "run-finished") end(view, event.at);
		const track = "destination" in event && event.destination ? byId.get(event.destination) : void 0;
		if (track) follow(track, event);
	}
	return view;
}
function begin(view, { waves, destinations }, byId) {
	const labels = new Map(destinations.map((label) => [label.id, label]));
	view.waves = waves;
	view.tracks = waves.flatMap(({ name, destinations: ids }) => ids.flatMap((id) => {
		const label = labels.get(id);
		if (!label || byId.has(id)) return [];
		const track = newTrack(label, name);
		byId.set(id, track);
		return [track];
	}));
}
function bake({ waves }, event, byId) {
	const ids = waves.find(({ name }) => name === event.wave)?.destinations ?? [];
	for (const { segments } of ids.flatMap((id) => byId.get(id) ?? [])) if (segments.at(-1)?.kind === "baking") close(segments, event.at);
	else if (event.kind === "baking") segments.push({
		kind: "baking",
		from: event.at
	});
}
function takeStep({ steps }, event) {
	const before = steps.at(-1)?.text;
	const text = (require_phase()).phaseAfter(before, event) ?? "starting";
	if (text === before) return;
	close(steps, event.at);
	steps.push({
		kind: "preparing",
		from: event.at,
		text
	});
}
function end({ steps, tracks }, at) {
	close(steps, at);
	for (const { segments, lanes } of tracks) {
		close(segments, at);
		for (const { spans } of lanes.values()) for (const span of spans) span.to ??= at;
	}
}

// src/page/parts/verdict.tsx
function Verdict({ view, palette, zone }) {
	const { facts, from, until } = view;
	const { finished, started } = facts;
	const tone = finished ? (require_outcomes()).toneOf(finished.verdict) : "dim";
	const standing = !finished ? "busy" : tone === "good" ? "good" : tone === "bad" ? "bad" : "untouched";
	const seconds = (until - from) / 1e3;
	const commit = commitOf(view);
	return /* @__PURE__ */ a$1("header", {
		class: `verdict ${standing}`,
		children: [
			/* @__PURE__ */ a$1("p", {
				class: "what",
				children: [
					started?.command ?? "run",
					" \u00b7 ",
					started ? /* @__PURE__ */ a$1(Words, { of: started.application }) : "not begun",
					started?.rehearsal ? /* @__PURE__ */ a$1("strong", {
						class: "rehearsal",
						children: "rehearsal: nothing reached AWS"
					}) : null
				]
			}),
			/* @__PURE__ */ a$1("h1", { children: [
				/* @__PURE__ */ a$1(Sign, { of: standing }),
				" ",
				/* @__PURE__ */ a$1(Words, {
					of: sentenceOf$1(view),
					most: 1e3
				})
			] }),
			finished?.problems?.length ? /* @__PURE__ */ a$1("pre", {
				class: "problems",
				children: finished.problems.flatMap((problem) => (require_phase()).problemLines(problem, "error")).map(({ text }) => text).join("\n")
			}) : null,
			/* @__PURE__ */ a$1("dl", { children: [
				/* @__PURE__ */ a$1(Fact, {
					name: "version",
					children: /* @__PURE__ */ a$1(Versions, {
						view,
						palette
					})
				}),
				/* @__PURE__ */ a$1(Fact, {
					name: "environment",
					children: started ? /* @__PURE__ */ a$1(Words, { of: started.environment }) : "\u2013"
				}),
				commit === void 0 ? null : /* @__PURE__ */ a$1(Fact, {
					name: "commit",
					children: /* @__PURE__ */ a$1(Words, { of: commit })
				}),
				/* @__PURE__ */ a$1(Fact, {
					name: "by",
					children: /* @__PURE__ */ a$1(Words, { of: started?.by ?? started?.run ?? "\u2013" })
				}),
				isHttps(started?.link) ? /* @__PURE__ */ a$1(Fact, {
					name: "build",
					children: /* @__PURE__ */ a$1("a", {
						href: started.link,
						rel: "noreferrer",
						children: /* @__PURE__ */ a$1(Words, { of: started.run })
					})
				}) : null,
				/* @__PURE__ */ a$1(Fact, {
					name: "began",
					children: /* @__PURE__ */ a$1(Time, {
						at: from,
						zone,
						day: true
					})
				}),
				/* @__PURE__ */ a$1(Fact, {
					name: finished ? "took" : "so far",
					children: [(require_quantities()).duration(seconds), started?.rehearsal ? " by its own clock" : ""]
				}),
				view.expected ? /* @__PURE__ */ a$1(Fact, {
					name: "expected end",
					children: [
						/* @__PURE__ */ a$1(Time, {
							at: view.expected.at,
							zone
						}),
						", by the middle one of",
						" ",
						(require_quantities()).many(view.expected.of, "run")
					]
				}) : null
			] }),
			/* @__PURE__ */ a$1(Reasons, { view })
		]
	});
}
const MOST_REASONS = 5;
function Reasons({ view }) {
	const causes = collapsedCauses(view);
	if (causes.length === 0) return null;
	return /* @__PURE__ */ a$1("ul", {
		class: "reasons",
		"aria-label": "what failed",
		children: [causes.slice(0, MOST_REASONS).map((cause, index) => /* @__PURE__ */ a$1("li", { children: [
			/* @__PURE__ */ a$1(Sign, { of: cause.failed ? "bad" : "untouched" }),
			" ",
			/* @__PURE__ */ a$1("a", {
				href: `#${causeAnchor(index)}`,
				children: /* @__PURE__ */ a$1(Words, { of: `${cause.extent}: ${cause.title}` })
			})
		] }, causeAnchor(index))), causes.length > MOST_REASONS ? /* @__PURE__ */ a$1("li", { children: /* @__PURE__ */ a$1("a", {
			href: "#causes",
			children: [
				"and ",
				causes.length - MOST_REASONS,
				" more causes"
			]
		}) }) : null]
	});
}
function commitOf({ tracks }) {
	const marker = tracks.find((track) => track.marker !== void 0)?.marker;
	return (require_marker()).readMarker(marker)?.sha;
}
function Fact({ name, children }) {
	return /* @__PURE__ */ a$1("div", { children: [/* @__PURE__ */ a$1("dt", { children: name }), /* @__PURE__ */ a$1("dd", { children })] });
}
function sentenceOf$1({ facts, tracks, steps }) {
	const verdict = (require_phase()).verdictText(facts, { isBrief: true });
	if (verdict !== void 0) return verdict;
	const done = tracks.filter(({ view }) => view.result).length;
	const step = steps.at(-1)?.text ?? "starting";
	return `${facts.started?.environment ?? "the run"}: ${done} of ${(require_quantities()).many(tracks.length, "destination")} done; ${step}`;
}
function Versions({ view, palette }) {
	const { before, to } = versionsOf(view);
	return /* @__PURE__ */ a$1($$1, { children: [
		before.slice(0, 4).map((version) => /* @__PURE__ */ a$1(VersionLabel, {
			version,
			palette
		}, version)),
		before.length > 4 ? ` and ${before.length - 4} more ` : null,
		before.length > 0 && to !== void 0 ? " \u2192 " : null,
		to === void 0 ? "\u2013" : /* @__PURE__ */ a$1(VersionLabel, {
			version: to,
			palette
		})
	] });
}

// src/page/parts/warnings.tsx
const MOST = 100;
function Warnings({ view: { facts } }) {
	const { warnings } = facts;
	if (warnings.length === 0) return null;
	return /* @__PURE__ */ a$1("section", {
		class: "warnings",
		"aria-labelledby": "warnings",
		children: [
			/* @__PURE__ */ a$1("h2", {
				id: "warnings",
				children: "Warnings"
			}),
			/* @__PURE__ */ a$1("ul", { children: warnings.slice(0, MOST).map(({ problem: { destination, ...problem }, at }, index) => /* @__PURE__ */ a$1("li", { children: [destination === void 0 ? null : /* @__PURE__ */ a$1($$1, { children: [
				/* @__PURE__ */ a$1(Words, {
					of: destination,
					most: 200
				}),
				":",
				" "
			] }), (require_phase()).problemLines(problem, "info").map(({ text }) => /* @__PURE__ */ a$1("div", { children: /* @__PURE__ */ a$1(Words, {
				of: text,
				most: 1e3
			}) }, text))] }, `${at} ${index}`)) }),
			warnings.length > MOST ? /* @__PURE__ */ a$1("p", { children: [
				"and ",
				warnings.length - MOST,
				" more"
			] }) : null
		]
	});
}

// src/page/parts/run-page.tsx
function RunPage({ view, zone, controls, scrub, open, toggle, isShown }) {
	const palette = paletteOf([view.facts.bundle?.version, ...view.tracks.flatMap(({ view: { result }, before }) => [
		result?.version,
		result?.rollback?.version,
		result?.before ?? before
	])]);
	return /* @__PURE__ */ a$1("main", { children: [
		/* @__PURE__ */ a$1(Verdict, {
			view,
			palette,
			zone
		}),
		controls,
		/* @__PURE__ */ a$1(Timeline, {
			view,
			palette,
			zone,
			scrub,
			open,
			toggle,
			isShown
		}),
		/* @__PURE__ */ a$1(Strip, { view }),
		/* @__PURE__ */ a$1(GridTable, {
			view,
			palette,
			isShown
		}),
		/* @__PURE__ */ a$1(Causes, { view }),
		/* @__PURE__ */ a$1(Gates, { view }),
		/* @__PURE__ */ a$1(Warnings, { view })
	] });
}

// src/page/run-html.tsx
function runHtml(events) {
	const view = runView(events);
	const { started, bundle, finished } = view.facts;
	return {
		title: `${[
			started?.environment,
			bundle?.version,
			finished?.verdict ?? "under way"
		].filter((word) => word !== void 0).join(" ")} \u00b7 fanout`,
		body: z(/* @__PURE__ */ a$1(RunPage, {
			view,
			zone: "utc"
		}))
	};
}

// src/page/parts/coming.tsx
function Coming({ view: { title, notes, from } }) {
	return /* @__PURE__ */ a$1("details", {
		class: "coming",
		children: [
			/* @__PURE__ */ a$1("summary", { children: /* @__PURE__ */ a$1(Words, { of: title }) }),
			notes.map((text) => /* @__PURE__ */ a$1("p", {
				class: "note",
				children: /* @__PURE__ */ a$1(Words, {
					of: text,
					most: 600
				})
			}, text)),
			from.map((one) => /* @__PURE__ */ a$1(From, { from: one }, one.title))
		]
	});
}
function From({ from: { title, commits, coming, leaving, files, changed } }) {
	return /* @__PURE__ */ a$1($$1, { children: [
		/* @__PURE__ */ a$1("h3", { children: /* @__PURE__ */ a$1(Words, { of: title }) }),
		/* @__PURE__ */ a$1("p", {
			class: "note",
			children: /* @__PURE__ */ a$1(Words, { of: commits })
		}),
		/* @__PURE__ */ a$1(List, {
			of: coming,
			sign: "+ "
		}),
		/* @__PURE__ */ a$1(List, {
			of: leaving,
			sign: "\u2212 "
		}),
		/* @__PURE__ */ a$1("p", {
			class: "note",
			children: /* @__PURE__ */ a$1(Words, { of: files })
		}),
		/* @__PURE__ */ a$1(List, { of: changed })
	] });
}
function List({ of: { texts, more }, sign = "" }) {
	if (texts.length === 0) return null;
	return /* @__PURE__ */ a$1("ul", {
		class: "changed",
		children: [texts.map((text) => /* @__PURE__ */ a$1("li", { children: [sign, /* @__PURE__ */ a$1(Words, {
			of: text,
			most: 300
		})] }, text)), more > 0 ? /* @__PURE__ */ a$1("li", { children: [
			"and ",
			more,
			" more: fanout changes --json"
		] }) : null]
	});
}

// src/page/parts/history.tsx
const BAR = {
	width: 9,
	gap: 3,
	height: 44,
	least: 4
};
function History({ view: { environment, history }, at, zone, drawn }) {
	const figures = (require_history_figures()).historyFigures(history, at);
	if (history.runs.length === 0 && history.unlisted.length === 0) return /* @__PURE__ */ a$1("p", {
		class: "none",
		children: "no run is recorded"
	});
	return /* @__PURE__ */ a$1("div", {
		class: "history",
		children: [history.runs.length > 0 ? /* @__PURE__ */ a$1(Bars, {
			runs: history.runs.slice(0, drawn).toReversed(),
			environment,
			zone
		}) : null, /* @__PURE__ */ a$1("ul", {
			class: "figures",
			children: [figuresTexts(figures).map((text) => /* @__PURE__ */ a$1("li", { children: text }, text)), history.unlisted.map((text) => /* @__PURE__ */ a$1("li", {
				class: "lost",
				children: /* @__PURE__ */ a$1(Words, {
					of: text,
					most: 600
				})
			}, text))]
		})]
	});
}
function figuresTexts({ told, of, unread, newer, ...rest }) {
	const { deployed, failed, failedShare, perWeek } = rest;
	const older = of > told ? ` of ${of}` : "";
	return [
		`the last ${(require_quantities()).many(told, "run")}${older}`,
		...perWeek ? [`${perWeek.value.toFixed(1)} deployments a week: ${perWeek.deployments} in ${perWeek.days.toFixed(1)} days`] : [],
		...failedShare === void 0 ? [] : [`${failedShare.toFixed(0)} % did not succeed: ${failed} of ${deployed}`],
		...unread > 0 ? [`${(require_quantities()).many(unread, "record")} cannot be read${newer > 0 ? `, ${newer} of them of a newer fanout` : ""}: in none of these figures`] : []
	];
}
function Bars({ runs, environment, zone }) {
	const longest = Math.max(1, ...runs.map((run) => "unread" in run ? 0 : run.seconds ?? 0));
	const width = runs.length * (BAR.width + BAR.gap);
	return /* @__PURE__ */ a$1("svg", {
		class: "runs",
		role: "img",
		"aria-label": `the last ${(require_quantities()).many(runs.length, "run")} of ${environment}, the newest to the right`,
		width,
		height: BAR.height,
		viewBox: `0 0 ${width} ${BAR.height}`,
		children: runs.map((run, index) => {
			const part = "unread" in run ? .4 : (run.seconds ?? 0) / longest;
			const height = Math.max(BAR.least, Math.round(part * BAR.height));
			const x = index * (BAR.width + BAR.gap);
			const y = BAR.height - height;
			const kind = kindOf(run);
			return /* @__PURE__ */ a$1("g", { children: [/* @__PURE__ */ a$1("rect", {
				class: `run-${kind}`,
				x,
				y,
				height,
				width: BAR.width,
				children: /* @__PURE__ */ a$1("title", { children: barText(run, zone) })
			}), kind === "bad" ? /* @__PURE__ */ a$1("rect", {
				class: "notch",
				x: x + 3,
				y: BAR.height - 4,
				width: 3,
				height: 4
			}) : null] }, index);
		})
	});
}
function kindOf(run) {
	if ("unread" in run) return "unread";
	if (run.deployed === 0) return "untouched";
	return (require_history_figures()).hasFailed(run) ? "bad" : "good";
}
function barText(run, zone) {
	if ("unread" in run) return run.newer ? "of a newer fanout" : "cannot be read";
	const time = run.seconds === void 0 ? "length not known" : (require_quantities()).duration(run.seconds);
	return `${timeText(run.at, zone, true)}: ${run.command} ${run.versions.join(", ")} ${(require_outcomes()).inWords(run.verdict)}, ${time}`;
}
function RecentRuns({ view: { environment, history }, zone, drawn }) {
	const { length } = history.runs;
	if (history.runs.length === 0) return null;
	return /* @__PURE__ */ a$1("details", { children: [/* @__PURE__ */ a$1("summary", { children: [
		"recent runs of ",
		/* @__PURE__ */ a$1(Words, {
			of: environment,
			most: 80
		}),
		" (",
		length > drawn ? `${drawn} of ${length}` : length,
		")"
	] }), /* @__PURE__ */ a$1("div", {
		class: "scroll",
		tabIndex: 0,
		children: /* @__PURE__ */ a$1("table", { children: [/* @__PURE__ */ a$1("thead", { children: /* @__PURE__ */ a$1("tr", { children: [
			"began",
			"command",
			"version",
			"came to",
			"took",
			"run",
			"reason"
		].map((name) => /* @__PURE__ */ a$1("th", {
			scope: "col",
			children: name
		}, name)) }) }), /* @__PURE__ */ a$1("tbody", { children: history.runs.slice(0, drawn).map((run, index) => /* @__PURE__ */ a$1(RunRow, {
			run,
			zone
		}, index)) })] })
	})] });
}
function RunRow({ run, zone }) {
	if ("unread" in run) return /* @__PURE__ */ a$1("tr", { children: /* @__PURE__ */ a$1("td", {
		colSpan: 7,
		class: "none",
		children: /* @__PURE__ */ a$1(Words, {
			of: run.unread,
			most: 600
		})
	}) });
	const kind = kindOf(run);
	const standing = kind === "unread" ? "untouched" : kind;
	return /* @__PURE__ */ a$1("tr", { children: [
		/* @__PURE__ */ a$1("td", { children: /* @__PURE__ */ a$1(Time, {
			at: run.at,
			zone,
			day: true
		}) }),
		/* @__PURE__ */ a$1("td", { children: /* @__PURE__ */ a$1(Words, {
			of: run.command,
			most: 40
		}) }),
		/* @__PURE__ */ a$1("td", { children: /* @__PURE__ */ a$1(Words, {
			of: run.versions.join(", "),
			most: 80
		}) }),
		/* @__PURE__ */ a$1("td", {
			class: `cell ${standing}`,
			children: [
				/* @__PURE__ */ a$1(Sign, { of: standing }),
				" ",
				/* @__PURE__ */ a$1(Words, {
					of: run.verdict.replaceAll("-", " "),
					most: 40
				}),
				",",
				" ",
				run.succeeded,
				" of ",
				run.deployed
			]
		}),
		/* @__PURE__ */ a$1("td", { children: run.seconds === void 0 ? "not known" : (require_quantities()).duration(run.seconds) }),
		/* @__PURE__ */ a$1("td", { children: /* @__PURE__ */ a$1(Words, {
			of: run.run,
			most: 80
		}) }),
		/* @__PURE__ */ a$1("td", { children: /* @__PURE__ */ a$1(Words, {
			of: run.reason ?? "",
			most: 300
		}) })
	] });
}

// src/page/parts/hosts.tsx
function Hosts({ text, hosts = [], zone }) {
	if (hosts.length === 0) return /* @__PURE__ */ a$1($$1, { children: text });
	return /* @__PURE__ */ a$1("details", {
		class: "hosts",
		children: [/* @__PURE__ */ a$1("summary", { children: text }), /* @__PURE__ */ a$1("ul", { children: hosts.map(({ instance, status, event, at }) => /* @__PURE__ */ a$1("li", { children: [
			/* @__PURE__ */ a$1(Sign, { of: signOf(status) }),
			" ",
			/* @__PURE__ */ a$1(Words, {
				of: instance,
				most: 120
			}),
			" ",
			/* @__PURE__ */ a$1(Words, {
				of: event === void 0 ? status : `${event} ${status}`,
				most: 80
			}),
			at === void 0 ? null : /* @__PURE__ */ a$1("span", {
				class: "age",
				children: [" ", /* @__PURE__ */ a$1(Time, {
					at,
					zone,
					day: true
				})]
			})
		] }, instance)) })]
	});
}
function signOf(status) {
	if (status === "Succeeded") return "good";
	return status === "Failed" ? "bad" : "untouched";
}

// src/page/parts/environment-card.tsx
const FOLD_FROM = 12;
function EnvironmentCard({ view, palette, zone, now, at, drawn }) {
	const { environment, owner, notes, destinations } = view;
	const id = environmentAnchor(view);
	const plain = destinations.filter((row) => isPlain(row, view));
	const same = plain.length < FOLD_FROM ? [] : plain;
	const odd = destinations.filter((row) => !same.includes(row));
	const table = {
		palette,
		zone,
		now
	};
	return /* @__PURE__ */ a$1("section", {
		class: "environment",
		id,
		"aria-labelledby": `${id}-name`,
		children: [
			/* @__PURE__ */ a$1("h2", {
				id: `${id}-name`,
				children: [
					/* @__PURE__ */ a$1(Words, {
						of: environment,
						most: 80
					}),
					" ",
					/* @__PURE__ */ a$1("span", {
						class: "owner",
						children: /* @__PURE__ */ a$1(Words, {
							of: owner,
							most: 80
						})
					})
				]
			}),
			notes.map((note) => /* @__PURE__ */ a$1("p", {
				class: "note",
				children: /* @__PURE__ */ a$1(Words, {
					of: note,
					most: 600
				})
			}, note)),
			/* @__PURE__ */ a$1(History, {
				view,
				at,
				zone,
				drawn
			}),
			view.coming ? /* @__PURE__ */ a$1(Coming, { view: view.coming }) : null,
			odd.length > 0 ? /* @__PURE__ */ a$1(Destinations, {
				rows: odd,
				...table
			}) : null,
			same.length > 0 ? /* @__PURE__ */ a$1("details", { children: [/* @__PURE__ */ a$1("summary", { children: [
				(require_quantities()).many(same.length, "destination"),
				" the same:",
				" ",
				/* @__PURE__ */ a$1(VersionLabel, {
					version: same[0]?.version ?? "",
					palette
				})
			] }), /* @__PURE__ */ a$1(Destinations, {
				rows: same,
				...table
			})] }) : null,
			/* @__PURE__ */ a$1(RecentRuns, {
				view,
				zone,
				drawn
			})
		]
	});
}
function environmentAnchor({ owner, environment }) {
	return `e-${`${owner}-${environment}`.replace(/[^\w-]+/g, "-")}`;
}
function isPlain({ standing, version, details, lookedAt }, view) {
	return version !== void 0 && version === view.leading?.version && standing === "good" && details.length === 0 && lookedAt === void 0;
}
const headings = [
	"destination",
	"runs",
	"for",
	"instances",
	"built by",
	"proven",
	"deployment"
];
function Destinations({ rows, palette, zone, now }) {
	return /* @__PURE__ */ a$1("div", {
		class: "scroll",
		tabIndex: 0,
		children: /* @__PURE__ */ a$1("table", {
			class: "stacks",
			children: [/* @__PURE__ */ a$1("thead", { children: /* @__PURE__ */ a$1("tr", { children: headings.map((name) => /* @__PURE__ */ a$1("th", {
				scope: "col",
				children: name
			}, name)) }) }), /* @__PURE__ */ a$1("tbody", { children: rows.map((row) => /* @__PURE__ */ a$1(Row, {
				row,
				palette,
				zone,
				now
			}, row.id)) })]
		})
	});
}
function Row({ row, palette, zone, now }) {
	const { id, standing, since, instances, build, proven, details, lookedAt } = row;
	return /* @__PURE__ */ a$1($$1, { children: [/* @__PURE__ */ a$1("tr", {
		class: lookedAt === void 0 ? "" : "stale",
		children: [
			/* @__PURE__ */ a$1("th", {
				scope: "row",
				children: /* @__PURE__ */ a$1(Words, {
					of: id,
					most: 200
				})
			}),
			/* @__PURE__ */ a$1("td", {
				class: `cell ${standing}`,
				"data-name": "runs",
				children: [
					/* @__PURE__ */ a$1(Sign, { of: isUnsure(row) ? "unknown" : standing }),
					" ",
					/* @__PURE__ */ a$1(Runs, {
						row,
						palette
					})
				]
			}),
			/* @__PURE__ */ a$1("td", {
				"data-name": "for",
				children: since === void 0 ? "" : (require_quantities()).age(now - since)
			}),
			/* @__PURE__ */ a$1("td", {
				"data-name": "instances",
				children: /* @__PURE__ */ a$1(Hosts, {
					text: instances,
					hosts: row.hosts,
					zone
				})
			}),
			/* @__PURE__ */ a$1("td", {
				"data-name": "built by",
				children: build === void 0 ? null : /* @__PURE__ */ a$1(Words, {
					of: build,
					most: 80
				})
			}),
			/* @__PURE__ */ a$1("td", {
				"data-name": "proven",
				children: proven === void 0 ? "" : proven ? "yes" : "no"
			}),
			/* @__PURE__ */ a$1("td", {
				"data-name": "deployment",
				children: /* @__PURE__ */ a$1(Deployment, { row })
			})
		]
	}), details.length === 0 && lookedAt === void 0 ? null : /* @__PURE__ */ a$1("tr", {
		class: "details",
		children: /* @__PURE__ */ a$1("td", {
			colSpan: headings.length,
			children: [lookedAt === void 0 ? null : /* @__PURE__ */ a$1("div", {
				class: "lost",
				children: [
					"as it was at ",
					/* @__PURE__ */ a$1(Time, {
						at: lookedAt,
						zone,
						day: true
					}),
					": it could not be read since"
				]
			}), details.map((text) => /* @__PURE__ */ a$1("div", { children: /* @__PURE__ */ a$1(Words, {
				of: text,
				most: 1e3
			}) }, text))]
		})
	})] });
}
function isUnsure({ state, lookedAt }) {
	return state === "unknown" || lookedAt !== void 0;
}
function Runs({ row: { state, version }, palette }) {
	if (version !== void 0) return /* @__PURE__ */ a$1(VersionLabel, {
		version,
		palette
	});
	return /* @__PURE__ */ a$1("span", {
		class: "none",
		children: {
			release: "",
			other: "not a release",
			empty: "nothing yet",
			unknown: "unknown"
		}[state]
	});
}
function Deployment({ row: { deploymentId, consoleUrl } }) {
	if (deploymentId === void 0) return null;
	const name = /* @__PURE__ */ a$1(Words, {
		of: deploymentId,
		most: 60
	});
	if (!isHttps(consoleUrl)) return name;
	return /* @__PURE__ */ a$1("a", {
		href: consoleUrl,
		rel: "noreferrer",
		children: name
	});
}

// src/page/parts/status-page.tsx
const MOST_RUNS = 750;
const LEAST_RUNS = 2;
function StatusPage({ view, zone, now = view.at, controls }) {
	const palette = paletteOf(view.environments.flatMap(({ leading, destinations }) => [leading?.version, ...destinations.map(({ version }) => version)]));
	const drawn = Math.max(LEAST_RUNS, Math.floor(MOST_RUNS / Math.max(1, view.environments.length)));
	return /* @__PURE__ */ a$1("main", { children: [
		/* @__PURE__ */ a$1(Head, {
			view,
			zone,
			now
		}),
		controls,
		/* @__PURE__ */ a$1(Overview, {
			view,
			palette,
			now
		}),
		view.environments.map((environment) => /* @__PURE__ */ a$1(EnvironmentCard, {
			palette,
			zone,
			now,
			drawn,
			at: view.at,
			view: environment
		}, `${environment.owner} ${environment.environment}`))
	] });
}
const amiss = /* @__PURE__ */ new Set([
	"unread",
	"failed",
	"split",
	"drift",
	"left-behind"
]);
function Head({ view: { at, environments, pending }, zone, now }) {
	const wrong = environments.filter(({ marks }) => marks.some(({ kind }) => amiss.has(kind)));
	const standing = pending ? "busy" : wrong.length > 0 ? "bad" : "good";
	return /* @__PURE__ */ a$1("header", {
		class: `verdict ${standing}`,
		children: [
			/* @__PURE__ */ a$1("p", {
				class: "what",
				children: "what runs where"
			}),
			/* @__PURE__ */ a$1("h1", { children: [
				/* @__PURE__ */ a$1(Sign, { of: standing }),
				" ",
				/* @__PURE__ */ a$1(Words, {
					of: pending ? "the first look is under way" : sentenceOf(environments, wrong),
					most: 1e3
				})
			] }),
			/* @__PURE__ */ a$1("p", {
				class: "what",
				children: [
					"looked at ",
					/* @__PURE__ */ a$1(Time, {
						at,
						zone,
						day: true
					}),
					now - at < 6e4 ? "" : `, ${(require_quantities()).age(now - at)} ago`
				]
			})
		]
	});
}
function sentenceOf(all, wrong) {
	if (all.length === 0) return "there is no environment";
	if (wrong.length === 0) return all.length === 1 ? `${all[0]?.environment} is as it should be` : `${(require_quantities()).many(all.length, "environment")} are as they should be`;
	return wrong.map(({ environment, marks }) => {
		const kinds = marks.filter(({ kind }) => amiss.has(kind)).map(({ kind }) => wordsOf[kind]);
		return `${environment}: ${[...new Set(kinds)].join(", ")}`;
	}).join("; ");
}
const wordsOf = {
	unread: "not all could be read",
	failed: "a last attempt failed",
	split: "split over versions",
	drift: "drift",
	"left-behind": "instances left behind",
	held: "held",
	frozen: "frozen",
	planned: "a freeze is planned",
	behind: "behind",
	unproven: "unproven",
	"at-work": "a run is at work"
};
function Overview({ view, palette, now }) {
	const owners = [...new Set(view.environments.map(({ owner }) => owner))];
	const names = [...new Set(view.environments.map(({ environment }) => environment))];
	return /* @__PURE__ */ a$1("section", {
		class: "overview",
		"aria-labelledby": "overview",
		children: [/* @__PURE__ */ a$1("h2", {
			id: "overview",
			children: "Applications and environments"
		}), /* @__PURE__ */ a$1("div", {
			class: "scroll",
			tabIndex: 0,
			children: /* @__PURE__ */ a$1("table", {
				class: "stacks",
				children: [/* @__PURE__ */ a$1("thead", { children: /* @__PURE__ */ a$1("tr", { children: [/* @__PURE__ */ a$1("th", {
					scope: "col",
					children: "application"
				}), names.map((name) => /* @__PURE__ */ a$1("th", {
					scope: "col",
					children: /* @__PURE__ */ a$1(Words, {
						of: name,
						most: 80
					})
				}, name))] }) }), /* @__PURE__ */ a$1("tbody", { children: owners.map((owner) => /* @__PURE__ */ a$1("tr", { children: [/* @__PURE__ */ a$1("th", {
					scope: "row",
					children: /* @__PURE__ */ a$1(Words, {
						of: owner,
						most: 80
					})
				}), names.map((name) => /* @__PURE__ */ a$1("td", {
					"data-name": name,
					children: /* @__PURE__ */ a$1(Cell, {
						palette,
						now,
						view: view.environments.find((one) => one.owner === owner && one.environment === name)
					})
				}, name))] }, owner)) })]
			})
		})]
	});
}
function Cell({ view, palette, now }) {
	if (!view) return /* @__PURE__ */ a$1("span", {
		class: "none",
		children: "none"
	});
	const { leading, destinations, marks } = view;
	const unread = destinations.every(({ state }) => state === "unknown");
	return /* @__PURE__ */ a$1($$1, { children: [/* @__PURE__ */ a$1("a", {
		class: "to-card",
		href: `#${environmentAnchor(view)}`,
		children: [
			leading ? /* @__PURE__ */ a$1(VersionLabel, {
				version: leading.version,
				palette
			}) : /* @__PURE__ */ a$1("span", {
				class: "none",
				children: unread ? "unknown" : "no release runs"
			}),
			" ",
			leading && leading.count < destinations.length ? `in ${leading.count} of ${destinations.length} ` : "",
			/* @__PURE__ */ a$1("span", {
				class: "age",
				children: leading?.since === void 0 ? "" : `for ${(require_quantities()).age(now - leading.since)}`
			})
		]
	}), /* @__PURE__ */ a$1(Marks, { marks })] });
}
function Marks({ marks }) {
	if (marks.length === 0) return null;
	return /* @__PURE__ */ a$1("ul", {
		class: "marks",
		children: marks.map(({ kind, text }) => /* @__PURE__ */ a$1("li", {
			class: amiss.has(kind) ? "cell bad" : "cell",
			children: [
				/* @__PURE__ */ a$1(Sign, { of: amiss.has(kind) ? "bad" : kind === "at-work" ? "busy" : "untouched" }),
				" ",
				/* @__PURE__ */ a$1(Words, {
					of: text,
					most: 300
				})
			]
		}, text))
	});
}

// src/page/status-html.tsx
function statusHtml(view) {
	return {
		title: "what runs where \u00b7 fanout",
		body: z(/* @__PURE__ */ a$1(StatusPage, {
			view,
			zone: "utc"
		}))
	};
}

// src/page/style.ts
const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --text: #16191d; --soft: #555c66; --line: #d5d9df; --link: #0b57c2;
  --good: #1a7f37; --bad: #c4281c; --busy: #0b57c2; --untouched: #667080;
  --preparing: #a0a8b4; --waiting: #8a93a0; --creating: #7c5cd6; --deploying: #2f7de1; --hook: #1b5fb8;
  --verifying: #12908e; --baking: #c98a00; --stopping: #d06a00; --rolling-back: #b3267e;
  --v0: #1f6feb; --v1: #5b6472; --v2: #8a3fd1; --v3: #00796b; --v4: #a15c00; --v5: #b3267e;
  --old: #9aa3af; --new: #1f6feb; --unknown: #d99a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --card: #171b22; --text: #e6e9ee; --soft: #a3acb8; --line: #323a45; --link: #7db4ff;
    --good: #4cc26a; --bad: #ff7b6e; --busy: #7db4ff; --untouched: #98a2b0;
    --preparing: #5f6875; --waiting: #76808d; --creating: #a48bf0; --deploying: #5da2f5; --hook: #8dbef8;
    --verifying: #3dbbb8; --baking: #e0aa33; --stopping: #ef8f35; --rolling-back: #e867b4;
    --v0: #7db4ff; --v1: #a6afbb; --v2: #c79bf2; --v3: #4fc3b5; --v4: #e0aa55; --v5: #f08ac8;
    --old: #6b7480; --new: #5da2f5; --unknown: #e0aa33;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--page); color: var(--text); font: .9375rem/1.45 system-ui, sans-serif; }
main { max-width: 1500px; margin: 0 auto; padding: 16px; display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
header, main > section, .controls { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; }
.scroll { overflow-x: auto; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 4px 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 0 0 8px; }
h3 { font-size: .9rem; margin: 12px 0 4px; color: var(--soft); font-weight: 600; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: color-mix(in srgb, var(--link) 14%, transparent); }
.verdict { border-left: 8px solid var(--untouched); }
.verdict.good { border-left-color: var(--good); }
.verdict.bad { border-left-color: var(--bad); }
.verdict.busy { border-left-color: var(--busy); }
.what { margin: 0; color: var(--soft); }
.rehearsal { margin-left: 8px; padding: 1px 8px; border: 1px solid currentcolor; border-radius: 10px; font-weight: 600; font-size: .85em; }
dl { margin: 0; display: flex; flex-wrap: wrap; gap: 8px 28px; }
dt { color: var(--soft); font-size: .8rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.causes dl { display: grid; gap: 8px; margin-top: 8px; }
.sign { display: inline-block; min-width: 1em; text-align: center; font-weight: 700; }
.sign.unknown { color: var(--bad); }
.sign.good { color: var(--good); } .sign.bad { color: var(--bad); }
.sign.busy { color: var(--busy); } .sign.untouched { color: var(--untouched); }
.version { border: 1px solid currentcolor; border-radius: 4px; padding: 0 5px; font: .85em/1.4 ui-monospace, monospace; white-space: nowrap; }
.v0 { color: var(--v0); } .v1 { color: var(--v1); } .v2 { color: var(--v2); } .v3 { color: var(--v3); }
.v4 { color: var(--v4); } .v5 { color: var(--v5); } .vx { color: var(--soft); }
.row { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) minmax(0, 15rem); gap: 12px; align-items: center; padding: 1px 0; }
.timeline .wave .row { content-visibility: auto; contain-intrinsic-size: auto 24px; }
.row, .causes details, section.environment { scroll-margin-top: 5.5rem; }
.times { position: sticky; top: 0; z-index: 1; background: var(--card); padding-bottom: 4px; border-bottom: 1px solid var(--line); margin-bottom: 4px; }
.scrub input { margin: 0 -8px; width: calc(100% + 16px); accent-color: var(--link); }
.scrub .state { display: flex; gap: 8px; align-items: center; color: var(--text); }
.folded { border: 0; padding: 1px 0; }
.folded summary { list-style: none; font-weight: 400; }
.folded summary::-webkit-details-marker { display: none; }
.folded summary .label::before { content: "\u25b8 "; } .folded[open] > summary .label::before { content: "\u25be "; }
.folded[open] { border-left: 3px solid var(--line); padding-left: 8px; margin-left: -11px; }
.reasons { list-style: none; margin: 12px 0 0; padding: 0; }
.reasons a, .row.bad .state a { color: var(--bad); font-weight: 600; }
.label, .state { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.state { color: var(--soft); font-size: .87rem; }
.row.bad .state { color: var(--bad); }
.label button { all: unset; cursor: pointer; color: var(--link); }
.label button:hover { text-decoration: underline; }
.label button:focus-visible { outline: 2px solid var(--link); }
.label button::before { content: "\u25b8 "; } .label button[aria-expanded=true]::before { content: "\u25be "; }
.bars { display: block; background: color-mix(in srgb, var(--line) 45%, transparent); border-radius: 3px; }
.axis text { fill: var(--soft); font-size: .7rem; }
.axis { color: var(--soft); }
.lanes { list-style: none; margin: 0 0 6px; padding: 0; }
.lane .state { font-size: .8rem; }
.lanes .label { padding-left: 18px; font-size: .85rem; color: var(--soft); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0; margin: 0 0 8px; font-size: .82rem; color: var(--soft); }
.legend svg { vertical-align: -2px; }
.legend ul { display: inline-flex; gap: 2px 16px; list-style: none; padding: 0; margin: 0; }
.of-lanes { border-left: 1px solid var(--line); padding-left: 16px; }
.preparing { fill: var(--preparing); } .waiting { fill: var(--waiting); } .creating { fill: var(--creating); }
.deploying { fill: var(--deploying); } .hook { fill: var(--hook); } .verifying { fill: var(--verifying); }
.baking { fill: var(--baking); } .stopping { fill: var(--stopping); } .rolling-back { fill: var(--rolling-back); }
rect.failed { fill: var(--bad); stroke: var(--text); stroke-width: 1; }
.preparing:nth-of-type(2n) { opacity: .65; }
.lane rect { stroke: var(--card); stroke-width: .5; } .lane rect.failed { stroke: var(--text); }
.on-new { fill: var(--new); } .on-unknown { fill: var(--unknown); } .on-old { fill: var(--old); }
.strip svg { border-radius: 3px; }
.strip .state { list-style: none; margin: 0; padding: 0; white-space: normal; }
table { border-collapse: collapse; min-width: 50%; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-top: 1px solid var(--line); font-size: .9rem; vertical-align: top; }
thead th { border: 0; color: var(--soft); font-weight: 600; }
.cell a { color: inherit; text-decoration: none; } .cell a:hover { text-decoration: underline; }
.cell.bad { color: var(--bad); font-weight: 600; }
.none { color: var(--soft); font-style: italic; }
details { border-top: 1px solid var(--line); padding: 8px 0; } details:first-of-type { border-top: 0; }
summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
pre { margin: 10px 0 0; padding: 10px 12px; background: #14181f; color: #e6e9ee; border-radius: 6px; font: 12.5px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.log { overflow: auto; max-height: 26rem; border-radius: 6px; }
.links { display: flex; flex-wrap: wrap; gap: 4px 12px; font-size: .87rem; margin: 8px 0 0; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; }
.controls label { display: flex; gap: 8px; align-items: center; }
.controls input[type=search] { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 5px; padding: 3px 8px; }
.controls button, .scrub button { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 5px; padding: 1px 10px; cursor: pointer; }
button:disabled { cursor: default; color: var(--soft); border-style: dashed; }
.lost { color: var(--bad); font-weight: 600; }
.overview td { min-width: 9rem; }
.to-card { color: inherit; text-decoration: none; } .to-card:hover { text-decoration: underline; }
.age, .owner { color: var(--soft); font-weight: 400; font-size: .9em; }
.marks { list-style: none; margin: 4px 0 0; padding: 0; font-size: .85rem; color: var(--soft); }
.hosts ul, .changed { list-style: none; margin: 4px 0; padding: 0 0 0 12px; font-size: .85rem; }
.hosts { border: 0; padding: 0; } .hosts summary, .coming summary { font-weight: 400; }
.coming { margin: 0 0 10px; } .coming h3 { color: var(--text); } .changed li { overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: .8rem; }
.note { margin: 0 0 6px; }
.history { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: end; margin: 4px 0 12px; }
.history svg { max-width: 100%; }
.figures { list-style: none; margin: 0; padding: 0; font-size: .87rem; color: var(--soft); }
.run-good { fill: var(--good); } .run-bad { fill: var(--bad); } .run-untouched { fill: var(--untouched); }
.run-unread { fill: none; stroke: var(--untouched); stroke-dasharray: 2 2; } .notch { fill: var(--card); }
tr.details td { border-top: 0; padding: 0 0 6px 18px; color: var(--soft); font-size: .85rem; }
tr.stale th, tr.stale td { font-style: italic; }
line.moment { stroke: var(--link); stroke-width: 2; }
line.now { stroke: var(--text); stroke-width: 1.5; } line.expected { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 3 3; }
.live [role=status]::before { content: "\u25cf "; color: var(--good); }
.server-note { color: var(--soft); font-size: .85rem; }
footer { color: var(--soft); font-size: .82rem; }
@media (max-width: 800px) {
  main { padding: 8px; gap: 8px; }
  .row { grid-template-columns: minmax(0, 1fr) auto; }
  .row > svg, .row > .bars { grid-column: 1 / -1; grid-row: 2; }
  .row.axis .label { display: none; }
  .scrub { grid-template-columns: auto 1fr; } .scrub input { grid-column: 1 / -1; grid-row: 2; }
  .scrub .state { justify-content: flex-end; }
  .label { white-space: normal; overflow-wrap: anywhere; }
  table.stacks, .stacks tbody, .stacks tr, .stacks td, .stacks th[scope=row] { display: block; }
  .stacks thead { display: none; } .stacks tr { border-top: 1px solid var(--line); padding: 4px 0; }
  .stacks td, .stacks th { border: 0; padding: 1px 0; } .stacks td.empty, .stacks td:empty { display: none; }
  .stacks td[data-name]::before { content: attr(data-name) ": "; color: var(--soft); font-weight: 400; }
  .stacks td > .cell { display: inline; } .stacks tr.details { border-top: 0; padding-top: 0; } .stacks tr.details td { padding: 0; }
  .axis text:nth-of-type(2n), .axis text:last-of-type { display: none; }
  .rehearsal { display: inline-block; margin-left: 0; }
}
@media (min-width: 2200px) { html { font-size: 21px; } main { max-width: 94vw; } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print { .controls { display: none; } }
`;

exports.browserScript = browserScript;
exports.mergeRuns = (require_merge_runs()).mergeRuns;
exports.packEvents = packEvents;
exports.pageDocument = pageDocument;
exports.pagePolicy = pagePolicy;
exports.runHtml = runHtml;
exports.statusHtml = statusHtml;
exports.style = style;
},
"./served-pages.js"(require, module, exports) {"use strict";
const require_rolldown_runtime = () => require("./rolldown-runtime.js");
const require_defined = () => require("./defined.js");
const require__builtin_http$1 = () => require("./_builtin_http.js");
const require__builtin_crypto$1 = () => require("./_builtin_crypto.js");
const require__builtin_stream = () => require("./_builtin_stream.js");
const require_problem = () => require("./problem.js");
const require_read_events = () => require("./read-events.js");
const require_page_file = () => require("./page-file.js");

// src/serve/readers.ts
var import__builtin_crypto = (require__builtin_crypto$1()).require__builtin_crypto();
const MOST_READERS = 100;
const MOST_WAITING = 16777216;
function createReaders(onFirst = () => void 0) {
	const readers = /* @__PURE__ */ new Set();
	const write = (response, text) => {
		if (response.writableLength > MOST_WAITING) response.destroy();
		else response.write(text);
	};
	return {
		add(response, first) {
			if (readers.size >= MOST_READERS) return false;
			readers.add(response);
			response.once("close", () => readers.delete(response));
			response.writeHead(200, { "Content-Type": "text/event-stream" });
			write(response, `retry: 1000\n\n${first.map(textOf).join("")}`);
			if (readers.size === 1) onFirst();
			return true;
		},
		send(message) {
			const text = textOf(message);
			for (const response of readers) write(response, text);
		},
		count: () => readers.size,
		close() {
			for (const response of readers) response.destroy();
		}
	};
}
function textOf({ kind, data, id }) {
	return `${id === void 0 ? "" : `id: ${id}\n`}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}

// src/serve/run-channel.ts
function createRunChannel({ scrub, beat }) {
	let name = (0, import__builtin_crypto.randomBytes)(6).toString("hex");
	let events = [];
	let fault;
	const doubts = /* @__PURE__ */ new Set();
	const readers = createReaders();
	const id = () => `${name}-${events.length}`;
	const beatNow = () => ({
		kind: "beat",
		data: beat(events, [...fault === void 0 ? [] : [fault], ...doubts])
	});
	return {
		events: () => events,
		id,
		lines(lines) {
			const read = lines.map((require_read_events()).readEventLine);
			const more = scrub(read.flatMap((one) => "event" in one ? [one.event] : []));
			const before = doubts.size;
			for (const one of read) if ("doubt" in one) doubts.add(one.doubt);
			if (more.length > 0) {
				events = [...events, ...more];
				readers.send({
					kind: "events",
					data: more,
					id: id()
				});
			}
			if (doubts.size > before) readers.send(beatNow());
		},
		anew() {
			name = (0, import__builtin_crypto.randomBytes)(6).toString("hex");
			events = [];
			doubts.clear();
			readers.send({
				kind: "reset",
				data: [],
				id: id()
			});
			readers.send(beatNow());
		},
		fault(why) {
			fault = why;
			readers.send(beatNow());
		},
		listen(request, response, from) {
			const [theirs, count] = ([request.headers["last-event-id"]].flat()[0] ?? from).split("-");
			const had = theirs === name ? Number(count) : NaN;
			const missed = had >= 0 && had <= events.length ? {
				kind: "events",
				data: events.slice(had),
				id: id()
			} : {
				kind: "reset",
				data: events,
				id: id()
			};
			return readers.add(response, [missed, beatNow()]);
		},
		beat: () => readers.send(beatNow()),
		count: readers.count,
		close: readers.close
	};
}

// src/serve/server.ts
var import__builtin_http = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_http$1()).require__builtin_http(), 1);
const base = "http://127.0.0.1";
async function startPageServer({ port, policy }, routes) {
	const server = (0, import__builtin_http.createServer)({ keepAliveTimeout: 5e3 }, (request, response) => {
		answer(request, response).catch(() => response.destroy());
	});
	server.maxConnections = 256;
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	}).catch((cause) => {
		const message = cause.code === "EADDRINUSE" ? `port ${port} is in use; choose another one with --port` : `cannot listen on port ${port}: ${cause.message}`;
		throw new (require_problem()).UsageError([{
			code: "port-in-use",
			message
		}], { cause });
	});
	const own = server.address().port;
	return {
		url: `http://127.0.0.1:${own}`,
		close: () => closed(server)
	};
	async function answer(request, response) {
		for (const [name, value] of Object.entries(headers(policy))) response.setHeader(name, value);
		const refusal = refusalOf(request, own);
		if (refusal !== void 0) return end(response, 403, refusal);
		const asked = request.url ?? "/";
		if (!URL.canParse(asked, base)) return end(response, 404, "there is no such page");
		const url = new URL(asked, base);
		const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : void 0;
		if (request.method !== "GET" && request.method !== "HEAD") {
			response.setHeader("Allow", "GET, HEAD");
			return end(response, 405, "this server only shows: nothing can be changed here");
		}
		if (!route) return end(response, 404, "there is no such page");
		if ("to" in route) {
			response.setHeader("Location", route.to);
			return end(response, 302, "");
		}
		if ("listen" in route) {
			if (request.method === "HEAD") return end(response, 405, "there is nothing to look at here");
			if (isOfAnotherSite(request)) return end(response, 403, "only its own pages may listen here");
			if (!route.listen(request, response, url.searchParams.get("from") ?? "")) end(response, 503, "there are too many readers");
			return;
		}
		const page = await route.page();
		response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
		response.end(request.method === "HEAD" ? void 0 : page);
	}
}
function headers(policy) {
	return {
		"Content-Security-Policy": policy,
		"Cache-Control": "no-store",
		"Cross-Origin-Opener-Policy": "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Referrer-Policy": "no-referrer",
		"X-Content-Type-Options": "nosniff",
		"X-Frame-Options": "DENY"
	};
}
function refusalOf({ headers: { host = "" } }, port) {
	const names = [
		"127.0.0.1",
		"localhost",
		"[::1]"
	].map((name) => `${name}:${port}`);
	const named = port === 80 && !/:\d+$/.test(host) ? `${host}:80` : host;
	return names.includes(named.toLowerCase()) ? void 0 : "this server answers requests to the loopback address only";
}
function isOfAnotherSite({ headers: { origin, host, ...rest } }) {
	const site = rest["sec-fetch-site"];
	if (origin !== void 0 && origin !== `http://${host}`) return true;
	return site !== void 0 && site !== "same-origin" && site !== "none";
}
function end(response, status, text) {
	response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
	response.end(text === "" ? void 0 : `${text}\n`);
}
async function closed(server) {
	const done = new Promise((resolve) => server.close(() => resolve()));
	server.closeAllConnections();
	await done;
}

// src/serve/tail.ts
var import_promises = /* @__PURE__ */ (require_rolldown_runtime()).__toESM((require__builtin_stream()).require_promises(), 1);
const EVERY = 200;
const PIECE = 4194304;
const MOST = 268435456;
const HEAD = 512;
const nothing = Buffer.alloc(0);
async function tail(path, { clock, signal }, told) {
	let known = {
		ino: 0,
		offset: 0,
		rest: nothing,
		head: nothing
	};
	let fault;
	const say = (why) => {
		if (why !== fault) told.fault(why);
		fault = why;
	};
	while (!signal.aborted) {
		let isMore = false;
		try {
			isMore = await readOn();
			say(void 0);
		} catch (error) {
			const { code, message } = error;
			say(code === "ENOENT" ? `${path} is not there yet` : `${path} cannot be read: ${message}`);
		}
		if (!isMore) await clock.sleep(EVERY, signal).catch(() => void 0);
	}
	async function readOn() {
		const file = await (0, import_promises.open)(path, "r");
		try {
			const { ino, size } = await file.stat();
			if (size > MOST) throw new RangeError(`it has ${size} bytes; ${MOST} are the most`);
			if (known.ino !== ino || size < known.offset || !await isAsItWas(file, known.head)) {
				if (known.ino !== 0) told.anew();
				known = {
					ino,
					offset: 0,
					rest: nothing,
					head: nothing
				};
			}
			if (size === known.offset) return false;
			const piece = await readAt(file, known.offset, Math.min(PIECE, size - known.offset));
			known.offset += piece.length;
			if (known.head.length < HEAD) known.head = await readAt(file, 0, Math.min(HEAD, known.offset));
			const bytes = Buffer.concat([known.rest, piece]);
			const end = bytes.lastIndexOf("\n") + 1;
			known.rest = bytes.subarray(end);
			const lines = bytes.subarray(0, end).toString("utf8").split("\n");
			told.lines(lines.filter((line) => line.trim() !== ""));
			return known.offset < size;
		} finally {
			await file.close();
		}
	}
}
async function isAsItWas(file, head) {
	return head.length === 0 || (await readAt(file, 0, head.length)).equals(head);
}
async function readAt(file, at, length) {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
	return buffer.subarray(0, bytesRead);
}

// src/serve/serve.ts
const BEAT = 3e3;
async function serve({ port, events: file, runClock, status, expected }, { clock, signal, scrub, pages, ready }) {
	const run = createRunChannel({
		scrub,
		beat(events, notes) {
			const guess = expected?.(events);
			return {
				now: runClock.now(),
				pace: runClock.pace,
				notes,
				...(require_defined()).defined({ expected: guess })
			};
		}
	});
	const routes = {
		"/": status ? { page: () => pages.status(status) } : { to: "/run" },
		"/run": { page: remembered(run, pages) },
		"/run/news": run,
		...(require_defined()).defined({ "/news": status })
	};
	const server = await startPageServer({
		port,
		policy: pages.policy
	}, routes);
	ready(server.url);
	const ends = new AbortController();
	const stop = AbortSignal.any([signal, ends.signal]);
	const work = [
		tail(file, {
			clock,
			signal: stop
		}, run),
		beats(),
		status?.run()
	];
	try {
		await Promise.all(work);
	} finally {
		ends.abort();
		run.close();
		status?.close();
		await server.close();
	}
	async function beats() {
		while (!stop.aborted) {
			await clock.sleep(BEAT, stop).catch(() => void 0);
			if (stop.aborted) return;
			run.beat();
			status?.beat();
		}
	}
}
function remembered(run, pages) {
	let made;
	return () => {
		const id = run.id();
		if (made?.id !== id) made = {
			id,
			page: pages.run(run.events(), id)
		};
		return made.page;
	};
}

// src/cli/served-pages.ts
async function servedPages({ withStatus }) {
	return {
		policy: await (require_page_file()).livePolicy(),
		run: (events, from) => (require_page_file()).pageOf(events, {
			path: "/run/news",
			from,
			other: withStatus ? "/" : ""
		}),
		status(channel) {
			const { view, id } = channel.view();
			return (require_page_file()).statusPageOf(view, {
				path: "/news",
				from: id,
				other: "/run"
			});
		}
	};
}

Object.defineProperty(exports, "createReaders", {
  enumerable: true,
  get: function () {
    return createReaders;
  }
});
Object.defineProperty(exports, "serve", {
  enumerable: true,
  get: function () {
    return serve;
  }
});
Object.defineProperty(exports, "servedPages", {
  enumerable: true,
  get: function () {
    return servedPages;
  }
});
},
};
