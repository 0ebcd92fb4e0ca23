import { Modal } from "antd";
import { answered, type Question } from "./confirm-state";

/** A question before something is done; loaded when the first one is asked. */
export default function Confirm({ question }: { question: Question }) {
  return (
    <Modal
      open
      title={question.title}
      okText={question.go}
      cancelText={question.stay}
      onOk={() => {
        answered();
        question.act();
      }}
      onCancel={answered}
    >
      {question.text}
    </Modal>
  );
}
