// Labels of all colours that are typed, each with text that can be read on it.
import { contrast, readableOn } from "colour-contrast";
import "./style.css";

const colours = document.getElementById("colours");
const labels = document.getElementById("labels");

function label(background) {
  const item = document.createElement("li");
  try {
    const text = readableOn(background);
    const ratio = contrast(text === "black" ? "#000" : "#fff", background);
    item.style = `color: ${text}; background: ${background}`;
    item.textContent = `${background}: ${text}, ${ratio.toFixed(1)}`;
  } catch (error) {
    item.className = "mistake";
    item.textContent = error.message;
  }
  return item;
}

const show = () => labels.replaceChildren(...colours.value.split(" ").filter(Boolean).map(label));
colours.addEventListener("input", show);
show();
