import { Button, Popconfirm } from "antd";

type Props = {
  label: string;
  question: string;
  cancel: string;
  disabled?: boolean;
  onDelete: () => void;
};

/** For what no undo can bring back: asks once, at the button. */
export function DeleteButton({ label, question, cancel, disabled = false, onDelete }: Props) {
  return (
    <Popconfirm
      title={question}
      okText={label}
      okButtonProps={{ danger: true }}
      cancelText={cancel}
      disabled={disabled}
      onConfirm={onDelete}
    >
      <Button danger disabled={disabled}>
        {label}
      </Button>
    </Popconfirm>
  );
}
